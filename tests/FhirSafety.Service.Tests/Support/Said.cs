using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>What cards come to, in lines a reviewer can compare.</summary>
internal static class Said
{
    /// <summary><c>renal-severe critical: renal-severe critical, renal-data not-checked</c>.</summary>
    public static string Of(JsonElement card) =>
        $"{Topic(card)} {card.GetProperty("indicator")}: {string.Join(", ", Findings(card).Select(Finding))}";

    /// <summary>Every finding of an answer, as <c>renal-severe critical</c>, in the order of the cards; empty for no cards.</summary>
    public static string Findings(HookReply reply) =>
        string.Join(", ", reply.Cards.SelectMany(Findings).Select(Finding));

    /// <summary>The findings of a card.</summary>
    public static IEnumerable<JsonElement> Findings(JsonElement card) =>
        card.GetProperty("extension").GetProperty("org.fhirsafety.findings").EnumerateArray();

    /// <summary>What the recommended suggestion of a card does: create, update, delete or none.</summary>
    public static string Recommended(JsonElement card) =>
        card.TryGetProperty("suggestions", out JsonElement suggestions)
        && suggestions.EnumerateArray().FirstOrDefault(one => one.TryGetProperty("isRecommended", out JsonElement yes) && yes.GetBoolean())
            is { ValueKind: JsonValueKind.Object } recommended
            ? recommended.GetProperty("actions")[0].GetProperty("type").GetString()!
            : "none";

    /// <summary>A finding as one phrase.</summary>
    public static string Finding(JsonElement finding) => finding.GetProperty("status").ValueEquals("not-checked")
        ? $"{finding.GetProperty("code")} not-checked"
        : $"{finding.GetProperty("code")} {finding.GetProperty("indicator")}";

    private static string? Topic(JsonElement card) =>
        card.GetProperty("source").GetProperty("topic").GetProperty("code").GetString();
}
