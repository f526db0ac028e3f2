using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.CdsHooks;

/// <summary>Writes the answer to a hook call.</summary>
/// <remarks>
/// An answer that breaks the protocol is a defect of this program and throws: a client that drops a card it cannot read
/// leaves the prescriber with less than an error would.
/// </remarks>
public static class HookResponseWriter
{
    /// <summary>The longest summary, in UTF-16 units: the count that is never below the one a client may make.</summary>
    public const int LongestSummary = 139;

    private static readonly byte[] Empty = """{"cards":[]}"""u8.ToArray();

    // Answers leave as application/json and never inside HTML, so micro signs and comparisons may stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The answer breaks the protocol.</exception>
    public static ReadOnlyMemory<byte> Write(HookResponse response)
    {
        if (response.Cards.IsEmpty && response.Extension is null or { Count: 0 })
        {
            return Empty;
        }

        ArrayBufferWriter<byte> target = new(8192);
        using Utf8JsonWriter json = new(target, Options);
        json.WriteStartObject();
        json.WriteStartArray("cards"u8);
        foreach (Card card in response.Cards)
        {
            WriteCard(json, card, response.IsVersion1);
        }

        json.WriteEndArray();
        json.WriteOptional("extension"u8, response.Extension);
        json.WriteEndObject();
        json.Flush();

        return target.WrittenMemory;
    }

    private static void WriteCard(Utf8JsonWriter json, Card card, bool version1)
    {
        Demand(card.Summary.Length <= LongestSummary, "A summary is longer than 139 UTF-16 units.");

        json.WriteStartObject();
        if (!version1)
        {
            json.WriteString("uuid"u8, card.Uuid);
        }

        json.WriteRequired("summary"u8, card.Summary);
        json.WriteOptional("detail"u8, card.Detail);
        json.WriteString("indicator"u8, Word(card.Indicator));
        json.WriteStartObject("source"u8);
        json.WriteRequired("label"u8, card.Source.Label);
        if (!version1)
        {
            json.WritePropertyName("topic"u8);
            WriteCoding(json, card.Source.Topic);
        }

        json.WriteEndObject();
        WriteSuggestions(json, card, version1);
        json.WriteOptional("overrideReasons"u8, version1 ? [] : card.OverrideReasons, WriteReason);
        json.WriteOptional("links"u8, card.Links, WriteLink);
        json.WriteOptional("extension"u8, card.Extension);
        json.WriteEndObject();
    }

    private static void WriteSuggestions(Utf8JsonWriter json, Card card, bool version1)
    {
        if (card.Suggestions.IsEmpty)
        {
            return;
        }

        Demand(
            card.SelectionBehavior == SelectionBehavior.Any || card.Suggestions.Count(s => s.IsRecommended) <= 1,
            "A card that takes one suggestion recommends several.");

        json.WriteOptional("suggestions"u8, card.Suggestions, (target, suggestion) => WriteSuggestion(target, suggestion, version1));
        json.WriteString("selectionBehavior"u8, card.SelectionBehavior == SelectionBehavior.Any ? "any"u8 : "at-most-one"u8);
    }

    private static void WriteSuggestion(Utf8JsonWriter json, Suggestion suggestion, bool version1)
    {
        json.WriteStartObject();
        json.WriteRequired("label"u8, suggestion.Label);
        json.WriteString("uuid"u8, suggestion.Uuid);
        if (suggestion.IsRecommended && !version1)
        {
            json.WriteBoolean("isRecommended"u8, true);
        }

        json.WriteOptional("actions"u8, suggestion.Actions, (target, action) => WriteAction(target, action, version1));
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, SuggestedAction action, bool version1)
    {
        (string type, JsonNode? resource) = action switch
        {
            SuggestedAction.Create create => ("create", create.Resource),
            SuggestedAction.Update update => ("update", update.Resource),
            SuggestedAction.Delete => ("delete", null),
            _ => throw new UnreachableException(action.GetType().Name),
        };

        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteRequired("description"u8, action.Description);
        if (action is SuggestedAction.Delete delete)
        {
            Demand(delete.ResourceId.Contains('/', StringComparison.Ordinal), "A resourceId is not of the form Type/id.");

            // Version 1 has what is deleted in the place of a resource.
            json.WriteRequired(version1 ? "resource"u8 : "resourceId"u8, delete.ResourceId);
        }
        else
        {
            Demand(resource is JsonObject { Count: > 0 }, "An action's resource is not an object.");
            json.WritePropertyName("resource"u8);
            resource!.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, Coding reason)
    {
        Demand(!string.IsNullOrEmpty(reason.Display), "An override reason has no display.");
        WriteCoding(json, reason);
    }

    private static void WriteCoding(Utf8JsonWriter json, Coding coding)
    {
        json.WriteStartObject();
        json.WriteRequired("system"u8, coding.System);
        json.WriteRequired("code"u8, coding.Code);
        json.WriteOptional("display"u8, coding.Display);
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, Link link)
    {
        Demand(link.Url.IsAbsoluteUri, "A link is not absolute.");
        json.WriteStartObject();
        json.WriteRequired("label"u8, link.Label);
        json.WriteString("url"u8, link.Url.AbsoluteUri);
        json.WriteString("type"u8, "absolute"u8);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Word(Indicator indicator) => indicator switch
    {
        Indicator.Info => "info"u8,
        Indicator.Warning => "warning"u8,
        Indicator.Critical => "critical"u8,
        _ => throw new InvalidOperationException("A card has no such indicator."),
    };

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
