using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Conditions, procedures and orders for procedures whose codes belong to a value set.</summary>
/// <remarks>A record with text but no code is not matched (clinical page, section 7, defaults), and never reported as absent.</remarks>
internal static class ConditionReader
{
    /// <summary>Conditions on file, and those being recorded in the call; one that is in both is being recorded.</summary>
    public static Records<PatientCondition> Conditions(NeedData data, ImmutableArray<JsonElement> recorded, ReadingContext context)
    {
        ImmutableArray<PatientCondition>.Builder conditions = ImmutableArray.CreateBuilder<PatientCondition>();
        HashSet<string> sources = new(StringComparer.Ordinal);
        foreach (JsonElement json in recorded)
        {
            if (RequestData.TypeOf(json) == "Condition" && Condition(json, context) is { } condition)
            {
                sources.Add(condition.Source ?? "");
                conditions.Add(condition with { IsNew = true });
            }
        }

        foreach (JsonElement json in data.Resources)
        {
            if (Condition(json, context) is { } condition && !(condition.Source is { } source && sources.Contains(source)))
            {
                conditions.Add(condition);
            }
        }

        return new(conditions.ToImmutable(), data.Gap);
    }

    private static PatientCondition? Condition(JsonElement json, ReadingContext context)
    {
        ImmutableArray<Meaning> meanings = context.MeaningsOf(References.Object(json, "code"u8));
        return meanings.IsEmpty
            ? null
            : new PatientCondition(
                meanings,
                StatusOf(json),
                Codings.HasStatus(json, "verificationStatus"u8, "refuted", "entered-in-error"),
                FhirDates.Day(json, "onsetDateTime"u8, "onsetPeriod"u8, "start"u8, context.Zone) ?? FhirDates.Day(json, "recordedDate"u8, context.Zone),
                FhirDates.Day(json, "abatementDateTime"u8, "abatementPeriod"u8, "end"u8, context.Zone),
                References.Objects(json, "category"u8).Any(category => Codings.Has(category, "encounter-diagnosis")),
                References.SourceOf(json));
    }

    /// <summary>Procedures, and orders for them.</summary>
    public static Records<PatientProcedure> Procedures(NeedData performed, NeedData ordered, ReadingContext context)
    {
        ImmutableArray<PatientProcedure>.Builder procedures = ImmutableArray.CreateBuilder<PatientProcedure>();
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
            ImmutableArray<Meaning> meanings = context.MeaningsOf(References.Object(json, "code"u8));
            if (meanings.Length > 0 && References.Text(json, "status"u8) == "active")
            {
                procedures.Add(new PatientProcedure(
                    meanings, ProcedureState.Ordered, FhirDates.Day(json, "authoredOn"u8, context.Zone), References.SourceOf(json))
                {
                    DueOn = FhirDates.Day(json, "occurrenceDateTime"u8, "occurrencePeriod"u8, "start"u8, context.Zone),
                });
            }
        }

        return new(procedures.ToImmutable(), performed.Gap == MissingReason.NoneOnFile ? ordered.Gap : performed.Gap);
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
}
