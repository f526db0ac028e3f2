using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;

namespace FhirSafety.Service.Decisions;

/// <summary>What a call found and what its cards offered, as the JSON that stands in the decision's row: hashes, ids and codes only.</summary>
internal static class SaidText
{
    /// <summary>All of a decision.</summary>
    public static string Of(Decision decision) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("cards"u8);
        foreach (DecisionCard card in decision.Cards)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, card.Id);
            WriteFindings(json, decision.Findings.Where(finding => finding.Card == card.Id));
            json.WriteStartArray("suggestions"u8);
            foreach (Guid suggestion in card.Suggestions)
            {
                WriteSuggestion(json, suggestion, decision.Findings);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFindings(json, decision.Findings.Where(finding => finding.Card is null));
        json.WriteEndObject();
    });

    /// <summary>One card out of it.</summary>
    public static SaidCard CardOf(string said, string card)
    {
        JsonElement found = JsonElement.Parse(said).GetProperty("cards"u8).EnumerateArray().First(one => one.GetProperty("id"u8).ValueEquals(card));
        return new SaidCard(
            [
                .. found.GetProperty("findings"u8).EnumerateArray().Select(finding => new SaidFinding(
                    Text(finding, "code")!, Text(finding, "indicator")!, Text(finding, "status") == DecisionRows.Word(FindingStatus.Shown) ? Text(finding, "facts") : null)),
            ],
            [.. found.GetProperty("suggestions"u8).EnumerateArray().Select(offer => new SaidSuggestion(Text(offer, "id")!, Text(offer, "code"), Text(offer, "facts")))]);
    }

    /// <summary>What an answer to a card must be remembered for: precautions with their sealed facts.</summary>
    public static string OfAnswered(IEnumerable<(string Code, string Facts, string? Indicator)> findings) => Write(json =>
    {
        json.WriteStartArray();
        foreach ((string code, string facts, string? indicator) in findings)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, code);
            json.WriteString("facts"u8, facts);
            WriteIfAny(json, "indicator", indicator);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The earlier answers in it.</summary>
    /// <param name="findings">As <see cref="OfAnswered"/> wrote it.</param>
    /// <param name="at">When the card was shown.</param>
    /// <param name="reason">Why it was overridden; null when a suggestion was accepted.</param>
    public static IEnumerable<EarlierAnswer> Answers(string findings, DateTimeOffset at, string? reason) =>
        JsonElement.Parse(findings).EnumerateArray().Select(finding => reason is null
            ? (EarlierAnswer)new EarlierAnswer.Accepted(Text(finding, "code")!, Text(finding, "facts")!, at)
            : new EarlierAnswer.Overridden(Text(finding, "code")!, Text(finding, "facts")!, at, Enum.Parse<Indicator>(Text(finding, "indicator")!, ignoreCase: true), reason));

    private static void WriteFindings(Utf8JsonWriter json, IEnumerable<JudgedFinding> findings)
    {
        json.WriteStartArray("findings"u8);
        foreach (JudgedFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, finding.Code);
            json.WriteString("indicator"u8, DecisionRows.Word(finding.Indicator));
            json.WriteString("status"u8, DecisionRows.Word(finding.Status));
            WriteIfAny(json, "facts", finding.Facts);
            WriteIfAny(json, "need", finding.Need);
            WriteIfAny(json, "reason", finding.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The precaution that offers a dose, and the sealed facts once it is taken.
    private static void WriteSuggestion(Utf8JsonWriter json, Guid suggestion, ImmutableArray<JudgedFinding> findings)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, suggestion);
        foreach (JudgedFinding finding in findings)
        {
            if (finding.Offers.FirstOrDefault(dose => dose.Suggestion == suggestion) is { } offer)
            {
                json.WriteString("code"u8, finding.Code);
                json.WriteString("facts"u8, offer.Facts);
                break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Write(Action<Utf8JsonWriter> value)
    {
        ArrayBufferWriter<byte> target = new(1024);
        using Utf8JsonWriter json = new(target);
        value(json);
        json.Flush();
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A card that was sent, read back.</summary>
internal sealed record SaidCard(ImmutableArray<SaidFinding> Findings, ImmutableArray<SaidSuggestion> Suggestions);

/// <summary>A finding on it.</summary>
/// <param name="Code">The precaution.</param>
/// <param name="Indicator">How urgent.</param>
/// <param name="ShownFacts">The sealed facts; null when they cannot be compared or it was not shown.</param>
internal sealed record SaidFinding(string Code, string Indicator, string? ShownFacts);

/// <summary>What it offers.</summary>
/// <param name="Id">The uuid.</param>
/// <param name="Code">The precaution that offers a dose.</param>
/// <param name="Facts">The sealed facts once it is taken.</param>
internal sealed record SaidSuggestion(string Id, string? Code, string? Facts);
