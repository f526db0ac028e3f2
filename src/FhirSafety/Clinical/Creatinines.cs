using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Creatinine results in order.</summary>
internal static class Creatinines
{
    /// <summary>The usable results, newest first; of several at one instant the highest first, since it is the worse one.</summary>
    public static ImmutableArray<CreatinineResult> NewestFirst(IEnumerable<CreatinineResult> results) =>
    [
        .. results
            .Where(result => Plausibility.Creatinine.Contains(result.MgPerDl))
            .OrderByDescending(result => result.At)
            .ThenByDescending(result => result.MgPerDl)
            .ThenByDescending(result => result.Comparator)
            .ThenBy(result => result.Source, StringComparer.Ordinal),
    ];

    /// <summary>µmol/L for comparisons: as reported when molar, else a product, so that neither way a division blurs a limit.</summary>
    public static decimal Umol(CreatinineResult result, KidneyPolicy policy) =>
        result.Molar ? result.UmolPerL : result.MgPerDl * policy.CreatinineFactor;
}
