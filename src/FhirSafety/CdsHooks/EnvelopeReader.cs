using System.Collections.Immutable;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Reads members of an envelope and keeps the first fault met.</summary>
/// <remarks>A member that is null counts as absent: clients send null for what they do not have.</remarks>
internal sealed class EnvelopeReader
{
    /// <summary>The first fault; null while there is none.</summary>
    public Refusal? Refusal { get; private set; }

    public static Refusal Missing(string path) =>
        new(400, RefusalCodes.MissingField, $"{path} is required and is missing or empty. Send it with every call.");

    public static Refusal WrongType(string path, string expected) =>
        new(400, RefusalCodes.WrongType, $"{path} must be {expected}.");

    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    public string? RequiredText(JsonElement parent, string name, string path)
    {
        if (OptionalText(parent, name, path) is { Length: > 0 } text)
        {
            return text;
        }

        Refuse(Missing(path));
        return null;
    }

    public string? OptionalText(JsonElement parent, string name, string path)
    {
        if (!Has(parent, name, out JsonElement member))
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.String)
        {
            return member.GetString();
        }

        Refuse(WrongType(path, "a string"));
        return null;
    }

    public ImmutableArray<string> OptionalTexts(JsonElement parent, string name, string path)
    {
        if (!Has(parent, name, out JsonElement member))
        {
            return [];
        }

        if (member.ValueKind != JsonValueKind.Array)
        {
            Refuse(WrongType(path, "an array of strings"));
            return [];
        }

        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(member.GetArrayLength());
        foreach (JsonElement item in member.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Refuse(WrongType($"{path}[{texts.Count}]", "a string"));
                return [];
            }

            texts.Add(item.GetString()!);
        }

        return texts.MoveToImmutable();
    }

    public JsonElement? RequiredObject(JsonElement parent, string name, string path)
    {
        JsonElement? found = OptionalObject(parent, name, path);
        if (found is null)
        {
            Refuse(Missing(path));
        }

        return found;
    }

    public JsonElement? OptionalObject(JsonElement parent, string name, string path)
    {
        if (!Has(parent, name, out JsonElement member))
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Object)
        {
            return member;
        }

        Refuse(WrongType(path, "an object"));
        return null;
    }

    private static bool Has(JsonElement parent, string name, out JsonElement member) =>
        parent.TryGetProperty(name, out member) && member.ValueKind != JsonValueKind.Null;
}
