using System.Globalization;
using System.Text.Json.Nodes;
using FhirSafety.Reading;

namespace FhirSafety.Cards;

/// <summary>What every precaution said and the facts it used, for a caller that asks. No names, free text or resource bodies.</summary>
internal static class Trace
{
    /// <summary>Name of the member of the answer's extension, and of the request's that asks for it.</summary>
    public const string Name = "org.fhirsafety.trace";

    /// <summary>The trace of a check that ran.</summary>
    public static JsonObject Of(string version, string triage, IEnumerable<Judgement> judgements, IEnumerable<ReadingProblem> problems) => WithLists(
        new JsonObject { ["version"] = version, ["triage"] = triage },
        ("precautions", judgements.Select(Of)),
        ("problems", problems.Select(problem => Filled(("code", problem.Code), ("source", problem.Source)))));

    private static JsonObject Of(Judgement judgement) => WithLists(
        Filled(
            ("code", judgement.Precaution.Id),
            ("order", judgement.Order),
            ("status", StatusOf(judgement.Verdict)),
            ("indicator", judgement.Verdict is Verdict.Found found ? CardComposer.Wire(found.Indicator) : null),
            ("why", WhyOf(judgement.Verdict))),
        ("facts", judgement.Verdict.Facts.Select(fact => Filled(
            ("name", fact.Name),
            ("value", fact.Value),
            ("date", fact.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("source", fact.Source)))));

    // CDS Hooks forbids empty arrays, in extensions too.
    private static JsonObject WithLists(JsonObject json, params ReadOnlySpan<(string Name, IEnumerable<JsonObject> Items)> lists)
    {
        foreach ((string name, IEnumerable<JsonObject> items) in lists)
        {
            JsonArray array = [.. items];
            if (array.Count > 0)
            {
                json[name] = array;
            }
        }

        return json;
    }

    private static string StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Found => "found",
        Verdict.Silent => "silent",
        Verdict.NotChecked => "not-checked",
        _ => "does-not-apply",
    };

    private static string? WhyOf(Verdict verdict) => verdict switch
    {
        Verdict.Silent silent => silent.Why,
        Verdict.DoesNotApply not => not.Why,
        Verdict.NotChecked gap => $"{gap.What}: {gap.Reason}",
        _ => null,
    };

    private static JsonObject Filled(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        JsonObject filled = [];
        foreach ((string name, string? value) in members)
        {
            if (value is not null)
            {
                filled[name] = value;
            }
        }

        return filled;
    }
}
