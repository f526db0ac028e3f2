using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.CdsHooks;

/// <summary>CDS Hooks forbids null, "", [] and {} as the value of a member: what is empty is left out, or is our defect.</summary>
internal static class JsonMembers
{
    public static void WriteRequired(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new InvalidOperationException($"The required member {System.Text.Encoding.UTF8.GetString(name)} is empty.");
        }

        json.WriteString(name, value);
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonObject? value)
    {
        if (value is { Count: > 0 })
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    public static void WriteOptional<T>(
        this Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
