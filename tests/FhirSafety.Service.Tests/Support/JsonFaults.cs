using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>Collects what is wrong with a JSON document, each fault with its path.</summary>
internal sealed class JsonFaults
{
    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string path, string fault) => _found.Add($"{path}: {fault}");

    public void Demand(bool holds, string path, string otherwise)
    {
        if (!holds)
        {
            Add(path, otherwise);
        }
    }

    /// <summary>The member's text; a fault when it is there and no text, or required and not there.</summary>
    public string? Text(JsonElement parent, string name, string path, bool required)
    {
        if (!parent.TryGetProperty(name, out JsonElement member))
        {
            Demand(!required, $"{path}.{name}", "is required");
            return null;
        }

        Demand(member.ValueKind == JsonValueKind.String, $"{path}.{name}", "is not a string");
        return member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }

    public void OneOf(JsonElement parent, string name, string path, bool required, params string[] allowed)
    {
        if (Text(parent, name, path, required) is { } value)
        {
            Demand(allowed.Contains(value, StringComparer.Ordinal), $"{path}.{name}", $"is not one of {string.Join(", ", allowed)}");
        }
    }

    public void Boolean(JsonElement parent, string name, string path) =>
        Demand(
            !parent.TryGetProperty(name, out JsonElement member) || member.ValueKind is JsonValueKind.True or JsonValueKind.False,
            $"{path}.{name}", "is not a boolean");

    public void AbsoluteUrl(JsonElement parent, string name, string path, bool required)
    {
        if (Text(parent, name, path, required) is { } url)
        {
            Demand(
                Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https",
                $"{path}.{name}", "is not an absolute URL");
        }
    }

    /// <summary>The members of an object, or a fault.</summary>
    public bool IsObject(JsonElement value, string path)
    {
        Demand(value.ValueKind == JsonValueKind.Object, path, "is not an object");
        return value.ValueKind == JsonValueKind.Object;
    }

    /// <summary>The items of an array member with their paths; a fault when it is there and no array, or required and not there.</summary>
    public IEnumerable<(JsonElement Item, string Path)> Items(JsonElement parent, string name, string path, bool required = false)
    {
        if (!parent.TryGetProperty(name, out JsonElement member))
        {
            Demand(!required, $"{path}.{name}", "is required");
            return [];
        }

        Demand(member.ValueKind == JsonValueKind.Array, $"{path}.{name}", "is not an array");
        return member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray().Select((item, index) => (item, $"{path}.{name}[{index}]"))
            : [];
    }

    public void OnlyMembers(JsonElement value, string path, params string[] allowed)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            Demand(
                member.Name == "extension" || allowed.Contains(member.Name, StringComparer.Ordinal),
                $"{path}.{member.Name}", "is no member CDS Hooks knows");
        }

        Demand(
            !value.TryGetProperty("extension", out JsonElement extension) || extension.ValueKind == JsonValueKind.Object,
            $"{path}.extension", "is not an object");
    }

    /// <summary>No member may be null, "", [] or {} but the named one; FHIR inside has rules of its own.</summary>
    public void NothingEmpty(JsonElement value, string path, string mayBeEmpty)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject().Where(member => member.Name != "resource"))
            {
                string at = $"{path}.{member.Name}";
                Demand(at == mayBeEmpty || !IsEmpty(member.Value), at, "is empty");
                NothingEmpty(member.Value, at, mayBeEmpty);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
            {
                Demand(!IsEmpty(item), $"{path}[{index}]", "is empty");
                NothingEmpty(item, $"{path}[{index}]", mayBeEmpty);
            }
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
