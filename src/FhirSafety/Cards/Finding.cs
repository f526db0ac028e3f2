using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Cards;

/// <summary>One thing found, whatever order it was found on.</summary>
internal sealed record Finding(
    Precaution Precaution, Indicator Indicator, string Group, FindingMessage Message, ImmutableArray<Act> Acts)
{
    /// <summary>The orders it was found on, as <c>Type/id</c>.</summary>
    public ImmutableArray<string> Orders { get; init; } = [];

    /// <summary>See <see cref="Verdict.Found.IsBullet"/>.</summary>
    public bool IsBullet { get; init; }

    /// <summary>See <see cref="Verdict.Found.Monitoring"/>.</summary>
    public Act? Monitoring { get; init; }

    /// <summary>Indicator, then what is only a line of its card after its equals, then priority, then id.</summary>
    public static Comparer<Finding> WorstFirst { get; } = Comparer<Finding>.Create((one, other) =>
    {
        int byIndicator = other.Indicator.CompareTo(one.Indicator);
        int byPlace = byIndicator != 0 ? byIndicator : one.IsBullet.CompareTo(other.IsBullet);
        byPlace = byPlace != 0 ? byPlace : one.Place.CompareTo(other.Place);
        return byPlace != 0 ? byPlace : string.CompareOrdinal(one.Precaution.Id, other.Precaution.Id);
    });

    private int Place => Precaution.Priority(Indicator);
}

/// <summary>What could not be checked for one reason, and by which precautions.</summary>
/// <param name="What">What, a key of the words.</param>
/// <param name="Reason">Why.</param>
/// <param name="Precautions">Their ids.</param>
internal sealed record Gap(string What, MissingReason Reason, ImmutableArray<string> Precautions)
{
    /// <summary>What would close it; null for none.</summary>
    public Act? Remedy { get; init; }

    /// <summary>What and why in words.</summary>
    public string Text(Words words) => words.Plain(new Phrase($"notChecked.{What}", ("why", words[$"why.{Reason}"])));
}

/// <summary>Makes findings of verdicts.</summary>
internal static class Findings
{
    /// <summary>One finding a precaution, the worst of all orders; what another card says already is left out.</summary>
    public static ImmutableArray<Finding> Of(IReadOnlyCollection<Judgement> judgements)
    {
        List<(Finding Finding, string? YieldsTo)> all = [];
        foreach (Judgement judgement in judgements)
        {
            if (judgement is { IsShown: true, Verdict: Verdict.Found found })
            {
                Add(all, Of(judgement.Precaution, judgement.Order, found), found.YieldsTo);
            }
        }

        List<Finding> said = [.. all.Where(entry => !IsSaid(entry.Finding, entry.YieldsTo, all)).Select(entry => entry.Finding)];
        said.Sort(Finding.WorstFirst);
        return [.. said.Where(finding => !finding.Precaution.OnlyWorstOfGroup || ReferenceEquals(finding, said.Find(other => other.Group == finding.Group)))];
    }

    // One precaution may speak on several orders: the worst is said, and all of them are named.
    private static void Add(List<(Finding Finding, string? YieldsTo)> all, Finding finding, string? yieldsTo)
    {
        int place = all.FindIndex(known => known.Finding.Precaution.Id == finding.Precaution.Id);
        if (place < 0)
        {
            all.Add((finding, yieldsTo));
            return;
        }

        (Finding Finding, string? YieldsTo) worst = Finding.WorstFirst.Compare(finding, all[place].Finding) < 0 ? (finding, yieldsTo) : all[place];
        all[place] = (worst.Finding with { Orders = [.. all[place].Finding.Orders.Union(finding.Orders, StringComparer.Ordinal)] }, worst.YieldsTo);
    }

    private static Finding Of(Precaution precaution, string? order, Verdict.Found found) =>
        new(precaution, found.Indicator, found.Group ?? precaution.Group, found.Message, found.Acts)
        {
            Orders = order is null ? [] : [order],
            IsBullet = found.IsBullet,
            Monitoring = found.Monitoring,
        };

    // Only by a finding that is at least as urgent: what is critical is never lost in a warning.
    private static bool IsSaid(Finding finding, string? yieldsTo, List<(Finding Finding, string? YieldsTo)> all) =>
        yieldsTo is not null && all.Exists(other => other.Finding.Precaution.Id == yieldsTo && other.Finding.Indicator >= finding.Indicator);
}

/// <summary>Makes gaps of verdicts.</summary>
internal static class Gaps
{
    /// <summary>
    /// One gap a reason, with all precautions that it stopped and that found nothing on another order. What is found, and would have been
    /// more urgent with what was not seen, names its gap too.
    /// </summary>
    public static ImmutableArray<Gap> Of(IReadOnlyCollection<Judgement> judgements, ImmutableArray<Finding> findings)
    {
        List<(string Id, bool IsFound, Verdict.NotChecked Gap)> gaps = [];
        foreach (Judgement judgement in judgements)
        {
            if (judgement.IsShown && GapOf(judgement.Verdict) is { } gap)
            {
                string id = judgement.Precaution.Id;
                bool isFound = findings.Any(finding => finding.Precaution.Id == id);
                if (judgement.Verdict is Verdict.Found || !isFound)
                {
                    gaps.Add((id, isFound, gap));
                }
            }
        }

        return gaps.Count == 0 ? [] :
        [
            .. gaps
                .GroupBy(one => (one.Gap.What, one.Gap.Reason))
                .Select(group => new Gap(
                    group.Key.What,
                    group.Key.Reason,
                    [.. group.Where(one => !one.IsFound).Select(one => one.Id).Distinct(StringComparer.Ordinal)])
                {
                    Remedy = group.Select(one => one.Gap.Remedy).FirstOrDefault(remedy => remedy is not null),
                }),
        ];
    }

    private static Verdict.NotChecked? GapOf(Verdict verdict) => verdict switch
    {
        Verdict.NotChecked gap => gap,
        Verdict.Found { Unseen: { } unseen } => unseen,
        _ => null,
    };
}
