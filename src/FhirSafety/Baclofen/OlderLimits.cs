namespace FhirSafety.Baclofen;

/// <summary>What the precautions on older adults, falls and drugs that act on the brain count by (clinical page, section 7.5).</summary>
/// <param name="MaxDaily">A new start that goes on to more than this is too high in older age, mg a day.</param>
/// <param name="FallMonths">For so many months a fall counts.</param>
/// <param name="CnsDrugs">So many active ingredients, the drug under check among them, are too many in older age.</param>
/// <param name="CnsDrugsYounger">The same below it.</param>
public sealed record OlderLimits(decimal MaxDaily, int FallMonths, int CnsDrugs, int CnsDrugsYounger)
{
    internal static OlderLimits Read(PolicyFile file)
    {
        OlderLimits limits = new(
            file.Number("older.maxDaily", 15, 60),
            file.Whole("older.fallMonths", 3, 36),
            file.Whole("older.cnsDrugs", 2, 6),
            file.Whole("older.cnsDrugsYounger", 2, 8));
        file.Ascending("older.cnsDrugs", limits.CnsDrugs, "older.cnsDrugsYounger", limits.CnsDrugsYounger);
        return limits;
    }
}
