namespace FhirSafety.Clinical;

/// <summary>Which weight and height count today, and what follows from them (clinical page, sections 4.3, 4.4 and 4.6).</summary>
internal static class BodySize
{
    /// <summary>The height for the equation for children; null when none is recent enough.</summary>
    public static BodyMeasure? ChildHeight(PatientSnapshot patient, PatientAge age, KidneyPolicy policy)
    {
        int months = age.Youngest < 2 ? policy.HeightMonthsUnder2 : policy.HeightMonths;
        return Newest(patient.Heights, Plausibility.Height, patient.Today.AddMonths(-months));
    }

    /// <summary>A child's weight, which doses go by; null when none is so recent.</summary>
    public static BodyMeasure? ChildWeight(PatientSnapshot patient, int days) =>
        Newest(patient.Weights, Plausibility.Weight, patient.Today.AddDays(-days));

    /// <summary>An adult's weight; null when none is recent enough.</summary>
    public static BodyMeasure? AdultWeight(PatientSnapshot patient, KidneyPolicy policy) =>
        Newest(patient.Weights, Plausibility.AdultWeight, patient.Today.AddMonths(-policy.WeightMonths));

    /// <summary>An adult's height. The page names no age beyond which it is void.</summary>
    public static BodyMeasure? AdultHeight(PatientSnapshot patient) =>
        Newest(patient.Heights, Plausibility.AdultHeight, DateOnly.MinValue);

    /// <summary>Cockcroft-Gault over the newest creatinine, or why there is none.</summary>
    public static Known<CreatinineClearance> Clearance(PatientSnapshot patient, CreatinineResult? creatinine, KidneyPolicy policy)
    {
        if (creatinine is null)
        {
            return new Known<CreatinineClearance>.Missing(patient.Creatinines.Gap);
        }

        // Someone who can be under 18 is checked as a child, and no dose of a child rests on this equation.
        if (PatientAge.Of(patient) is not { CanBeChild: false } age)
        {
            return new Known<CreatinineClearance>.Missing(MissingReason.NotComputable);
        }

        if (AdultWeight(patient, policy) is not { } weight)
        {
            bool weightOnFile = !patient.Weights.Items.IsEmpty && patient.Weights.IsWhole;
            return new Known<CreatinineClearance>.Missing(weightOnFile ? MissingReason.NotComputable : patient.Weights.Gap);
        }

        CreatinineClearance clearance = KidneyEquations.CockcroftGault(
            creatinine.MgPerDl, age.Oldest, EquationSex.Of(patient), weight.Value, AdultHeight(patient)?.Value, policy.ObesityRatio);
        return new Known<CreatinineClearance>.Value(clearance, creatinine.At.Day(), creatinine.Source);
    }

    /// <summary>eGFR for this body; null unless the surface is unusual and the number is one that can be scaled.</summary>
    public static AbsoluteEgfr? Absolute(PatientSnapshot patient, EgfrEstimate? egfr, KidneyPolicy policy)
    {
        // A small surface is usual in a child, and "at least 60" scaled would look like a measured number.
        if (egfr is not { Comparator: Comparator.Exactly }
            || PatientAge.Of(patient) is not { CanBeChild: false }
            || AdultWeight(patient, policy) is not { } weight
            || AdultHeight(patient) is not { } height)
        {
            return null;
        }

        double surface = KidneyEquations.BodySurface(height.Value, weight.Value);
        return surface < (double)policy.SmallSurface || surface > (double)policy.LargeSurface
            ? new AbsoluteEgfr(KidneyEquations.AbsoluteEgfr(egfr.Value, surface), surface)
            : null;
    }

    // Measured before stated, then the newest; of two at one instant the lower, which gives the lower kidney function.
    private static BodyMeasure? Newest(Records<BodyMeasure> measures, PlausibleRange plausible, DateOnly notBefore) =>
        measures.Items.Where(measure => plausible.Contains(measure.Value) && measure.At.Day() >= notBefore).Min(ByNewest);

    private static readonly Comparer<BodyMeasure> ByNewest = Comparer<BodyMeasure>.Create(Newest);

    private static int Newest(BodyMeasure one, BodyMeasure other) =>
        one.Stated.CompareTo(other.Stated) is var stated and not 0 ? stated
        : other.At.CompareTo(one.At) is var at and not 0 ? at
        : one.Value.CompareTo(other.Value) is var amount and not 0 ? amount
        : string.CompareOrdinal(one.Source, other.Source);
}
