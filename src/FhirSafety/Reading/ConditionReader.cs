using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Conditions, procedures and orders for procedures whose codes belong to a value set.</summary>
/// <remarks>A record with text but no code is not matched (clinical page, section 7, defaults), and never reported as absent.</remarks>
internal static class ConditionReader
{
    /// <summary>Conditions on file, and those being recorded in the call; one that is in both is being recorded.</summary>
    /// <param name="data">The conditions on file.</param>
    /// <param name="recorded">Those being recorded.</param>
    /// <param name="encounters">The encounter of the call, which dates a condition that does not say its own day.</param>
    /// <param name="context">Codes, day, problems.</param>
    public static Records<PatientCondition> Conditions(
        NeedData data, ImmutableArray<JsonElement> recorded, NeedData encounters, ReadingContext context)
    {
        EncounterDay encounter = EncounterDay.Of(encounters, context.Zone);
        ImmutableArray<PatientCondition>.Builder conditions = ImmutableArray.CreateBuilder<PatientCondition>(recorded.Length + data.Resources.Length);
        HashSet<string> sources = new(StringComparer.Ordinal);
        foreach (JsonElement json in recorded)
        {
            if (RequestData.TypeOf(json) == "Condition" && Condition(json, encounter, context) is { } condition)
            {
                sources.Add(condition.Source ?? "");
                conditions.Add(condition with { IsNew = true });
            }
        }

        foreach (JsonElement json in data.Resources)
        {
            if (Condition(json, encounter, context) is { } condition && !(condition.Source is { } source && sources.Contains(source)))
            {
                conditions.Add(condition);
            }
        }

        return new(conditions.DrainToImmutable(), data.Gap);
    }

    private static PatientCondition? Condition(JsonElement json, EncounterDay encounter, ReadingContext context)
    {
        ImmutableArray<Meaning> meanings = context.MeaningsOf(References.Object(json, "code"u8));
        if (meanings.IsEmpty)
        {
            return null;
        }

        DateOnly? recorded = FhirDates.Day(json, "recordedDate"u8, context.Zone)
            ?? FhirDates.Day(json, "assertedDate"u8, context.Zone)
            ?? encounter.DayOf(json);
        return new PatientCondition(
            meanings,
            StatusOf(json),
            Codings.HasStatus(json, "verificationStatus"u8, "refuted", "entered-in-error"),
            FhirDates.Day(json, "onsetDateTime"u8, "onsetPeriod"u8, "start"u8, context.Zone) ?? recorded,
            FhirDates.Day(json, "abatementDateTime"u8, "abatementPeriod"u8, "end"u8, context.Zone),
            IsOnlyOfEncounter(json),
            References.SourceOf(json))
        {
            RecordedOn = recorded,
        };
    }

    // What was taken over to the problem list does not lapse with the encounter.
    private static bool IsOnlyOfEncounter(JsonElement json)
    {
        bool isOfEncounter = false;
        foreach (JsonElement category in References.Objects(json, "category"u8))
        {
            if (Codings.Has(category, "problem-list-item"))
            {
                return false;
            }

            isOfEncounter |= Codings.Has(category, "encounter-diagnosis");
        }

        return isOfEncounter;
    }

    /// <summary>Procedures, and orders for them.</summary>
    public static Records<PatientProcedure> Procedures(NeedData performed, NeedData ordered, ReadingContext context)
    {
        ImmutableArray<PatientProcedure>.Builder procedures = ImmutableArray.CreateBuilder<PatientProcedure>(performed.Resources.Length + ordered.Resources.Length);
        foreach (JsonElement json in performed.Resources)
        {
            ImmutableArray<Meaning> meanings = context.MeaningsOf(References.Object(json, "code"u8));
            if (meanings.Length > 0)
            {
                DateOnly? day = FhirDates.Day(json, "performedDateTime"u8, "performedPeriod"u8, "end"u8, context.Zone) ?? FhirDates.Day(json, "performedDateTime"u8, "performedPeriod"u8, "start"u8, context.Zone);
                procedures.Add(new PatientProcedure(meanings, StateOf(json), day, References.SourceOf(json)));
            }
        }

        foreach (JsonElement json in ordered.Resources)
        {
            JsonElement? code = References.Object(json, "code"u8);
            ImmutableArray<Meaning> meanings = context.MeaningsOf(code);
            DateOnly? due = FhirDates.Day(json, "occurrenceDateTime"u8, "occurrencePeriod"u8, "start"u8, context.Zone);
            if ((meanings.Length > 0 || due is not null) && References.Text(json, "status"u8) == "active")
            {
                procedures.Add(new PatientProcedure(
                    meanings, ProcedureState.Ordered, FhirDates.Day(json, "authoredOn"u8, context.Zone), References.SourceOf(json))
                {
                    DueOn = due,
                    Words = code is { } named ? Codings.WordsOf(named) ?? "" : "",
                });
            }
        }

        return new(procedures.DrainToImmutable(), performed.Gap == MissingReason.NoneOnFile ? ordered.Gap : performed.Gap);
    }

    // A status that is not understood must not silence a warning.
    private static ConditionStatus StatusOf(JsonElement json) =>
        Codings.HasStatus(json, "clinicalStatus"u8, "inactive", "remission", "resolved") ? ConditionStatus.Over : ConditionStatus.Active;

    // STU3 says what was not done beside its status.
    private static ProcedureState StateOf(JsonElement json) => References.IsTrue(json, "notDone"u8)
        ? ProcedureState.NotPerformed
        : References.Text(json, "status"u8) switch
        {
            "completed" => ProcedureState.Completed,
            "in-progress" => ProcedureState.InProgress,
            _ => ProcedureState.NotPerformed,
        };

    // The one encounter that comes with a call.
    private readonly record struct EncounterDay(string? Source, DateOnly? Day)
    {
        public static EncounterDay Of(NeedData encounters, TimeZoneInfo zone) =>
            encounters.Resources is [{ } json, ..] && References.Object(json, "period"u8) is { } period
                ? new(References.SourceOf(json), FhirDates.Day(period, "start"u8, zone))
                : default;

        public DateOnly? DayOf(JsonElement condition) =>
            Source is { } known && References.Object(condition, "encounter"u8) is { } reference
                && References.Text(reference, "reference"u8) is { } text && (text == known || text.EndsWith($"/{known}", StringComparison.Ordinal))
                    ? Day
                    : null;
    }
}
