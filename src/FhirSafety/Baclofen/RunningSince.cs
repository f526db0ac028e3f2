using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What has changed since the newest running order was signed (clinical page, section 3).</summary>
internal static class RunningSince
{
    /// <summary>
    /// Whether the kidneys are worse than then: acute injury, or a record of a later day that tells a worse band than the records
    /// before it did. Without an earlier record, any band below 60 is worse. An order without a date is as old as can be.
    /// </summary>
    public static bool KidneysChanged(OrderUnderCheck order) => KidneysChanged(order, order.Therapy.SignedOn ?? DateOnly.MinValue);

    /// <summary>
    /// When what runs was signed; without an order that says it, since when it is taken. Else the first of days, so that what is not
    /// dated never makes a diagnosis look known.
    /// </summary>
    public static DateOnly Signed(OrderUnderCheck order) => order.Therapy.SignedOn ?? order.Therapy.Since ?? DateOnly.MinValue;

    /// <summary>The same since another day.</summary>
    public static bool KidneysChanged(OrderUnderCheck order, DateOnly since)
    {
        if (order.Kidneys.Aki is not null)
        {
            return true;
        }

        if (order.Kidneys.Band is not Known<RenalBand>.Value { Fact: var now } known || (RecordedOn(order.Kidneys) ?? known.Date) <= since)
        {
            return false;
        }

        return RenalFunctionResolver.Resolve(AsOf(order.Patient, since), order.Policy.Kidney).Band is Known<RenalBand>.Value then
            ? now > then.Fact
            : now >= RenalBand.G3a;
    }

    // An illness may have begun before that day and be told of only after it.
    private static DateOnly? RecordedOn(RenalFunction kidneys) => kidneys.Basis switch
    {
        RenalBasis.Dialysis => kidneys.Dialysis?.RecordedOn,
        RenalBasis.ProblemList => kidneys.Ckd?.RecordedOn,
        _ => null,
    };

    /// <summary>Whether a draft only carries on an established order, with nothing new since that was signed.</summary>
    public static bool IsStableRenewal(OrderUnderCheck order)
    {
        PatientSnapshot patient = order.Patient;
        Therapy therapy = order.Therapy;
        if (order.Role != OrderRole.Draft
            || !therapy.IsKnown || !therapy.IsEstablished || therapy.ByRecordsOnly || order.IsRaised || (order.IsOral && order.MayBeMore)
            || therapy.SignedOn is not { } signed
            || signed < patient.Today.AddDays(-order.Policy.Therapy.OldOrderDays))
        {
            return false;
        }

        return !order.KidneysChanged
            && !patient.Medications.Items.Any(other => IsNews(patient, other, signed))
            && !patient.Conditions.Items.Any(condition => condition.Date > signed && condition.IsCurrent(patient.Today))
            && !patient.Allergies.Items.Any(allergy => allergy.Date > signed && allergy.IsCurrent)
            && !patient.Pregnancy.Statuses.Items.Any(status => IsAfter(status, signed) && status.Fact == PregnancyAnswer.Pregnant)
            && !patient.Pregnancy.DueDates.Items.Any(due => IsAfter(due, signed) && due.Fact >= patient.Today);
    }

    // A draft, or a later order, that repeats the dose of an order of before only carries that on.
    private static bool IsNews(PatientSnapshot patient, ActiveMedication other, DateOnly signed)
    {
        bool IsBefore(ActiveMedication drug) => !drug.IsDraft && drug.AuthoredOn <= signed;
        bool IsRepeated(ActiveMedication drug) => IsBefore(drug) && drug.IsActive && drug.DoseKey == other.DoseKey
            && drug.Ingredients.Select(one => one.Name).ToHashSet(StringComparer.Ordinal).SetEquals(other.Ingredients.Select(one => one.Name));

        return other.IsActive && !Naloxone.Is(other) && !IsBefore(other) && !(other.DoseKey is not null && patient.Medications.Items.Any(IsRepeated));
    }

    private static bool IsAfter<T>(Dated<T> observed, DateOnly day) => observed.At is { } at && DateOnly.FromDateTime(at.DateTime) > day;

    private static PatientSnapshot AsOf(PatientSnapshot patient, DateOnly day) => patient with
    {
        Creatinines = Keep(patient.Creatinines, result => DateOnly.FromDateTime(result.At.DateTime) <= day),
        Egfrs = Keep(patient.Egfrs, result => DateOnly.FromDateTime(result.At.DateTime) <= day),
        Conditions = Keep(patient.Conditions, condition => condition.LastSaidOn <= day),
        Procedures = Keep(patient.Procedures, procedure => procedure.Date <= day),
    };

    private static Records<T> Keep<T>(Records<T> records, Func<T, bool> kept) => records with { Items = [.. records.Items.Where(kept)] };
}
