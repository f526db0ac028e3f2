using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Writes the answer to discovery.</summary>
public static class DiscoveryWriter
{
    /// <summary>The answer in UTF-8, prefetch templates in the order given: later ones may lean on earlier ones.</summary>
    public static ReadOnlyMemory<byte> Write(ImmutableArray<ServiceDescription> services)
    {
        ArrayBufferWriter<byte> target = new();
        // Templates are full of characters that the default encoder turns into escapes nobody can copy by hand.
        using Utf8JsonWriter json = new(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        json.WriteStartObject();
        json.WriteStartArray("services"u8);
        foreach (ServiceDescription service in services)
        {
            json.WriteStartObject();
            json.WriteRequired("hook"u8, service.Hook);
            json.WriteOptional("title"u8, service.Title);
            json.WriteRequired("description"u8, service.Description);
            json.WriteRequired("id"u8, service.Id);
            WritePrefetch(json, service.Prefetch);
            json.WriteOptional("usageRequirements"u8, service.UsageRequirements);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();

        return target.WrittenMemory;
    }

    private static void WritePrefetch(Utf8JsonWriter json, ImmutableArray<KeyValuePair<string, string>> prefetch)
    {
        if (prefetch.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartObject("prefetch"u8);
        foreach ((string key, string template) in prefetch)
        {
            json.WriteString(key, template);
        }

        json.WriteEndObject();
    }
}
