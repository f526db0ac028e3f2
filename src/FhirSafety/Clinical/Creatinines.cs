using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Creatinine results in order.</summary>
internal static class Creatinines
{
    /// <summary>The usable results, newest first; of several at one instant the highest first, since it is the worse one.</summary>
    public static ImmutableArray<CreatinineResult> NewestFirst(ImmutableArray<CreatinineResult> results) =>
        results.RemoveAll(static result => !Plausibility.Creatinine.Contains(result.MgPerDl)).Sort(Newest);

    /// <summary>The first of those; null without a usable result.</summary>
    public static CreatinineResult? NewestOf(ImmutableArray<CreatinineResult> results) =>
        results.Where(static result => Plausibility.Creatinine.Contains(result.MgPerDl)).Min(ByNewest);

    private static readonly Comparer<CreatinineResult> ByNewest = Comparer<CreatinineResult>.Create(Newest);

    // A comparison in one piece: five keys in a chain of orderings take ten times as long, and every call sorts.
    private static int Newest(CreatinineResult one, CreatinineResult other) =>
        other.At.CompareTo(one.At) is var at and not 0 ? at
        : other.MgPerDl.CompareTo(one.MgPerDl) is var amount and not 0 ? amount
        : other.Comparator.CompareTo(one.Comparator) is var comparator and not 0 ? comparator
        : string.CompareOrdinal(one.Source, other.Source);

    /// <summary>µmol/L for comparisons: as reported when molar, else a product, so that neither way a division blurs a limit.</summary>
    public static decimal Umol(CreatinineResult result, KidneyPolicy policy) =>
        result.Molar ? result.UmolPerL : result.MgPerDl * policy.CreatinineFactor;
}
