using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>One order, one dose: findings that ask for different lower doses offer the lowest, and those on the start share its card.</summary>
/// <remarks>
/// Two cards with two doses of one draft leave the prescriber to guess which of them is meant, and the higher one is the easier to take.
/// </remarks>
internal static class OneDose
{
    /// <summary>What is said of one order, with one lower dose.</summary>
    /// <param name="judgements">The judgements of one order.</param>
    /// <param name="precautions">The precautions that made them, place by place.</param>
    /// <param name="order">The order.</param>
    public static ImmutableArray<Judgement> Of(ImmutableArray<Judgement> judgements, ImmutableArray<BaclofenPrecaution> precautions, OrderUnderCheck order)
    {
        if (order.Role != OrderRole.Draft)
        {
            return judgements;
        }

        List<(int Place, decimal Mg)> asked = [];
        for (int place = 0; place < judgements.Length; place++)
        {
            if (Spoken(judgements[place], judgements) is { } found && Lower(found, order) is { } dose)
            {
                asked.Add((place, dose.Regimen.MgADay));
            }
        }

        if (asked.Count == 0)
        {
            return judgements;
        }

        decimal lowest = asked.Min(static one => one.Mg);
        asked.RemoveAll(one => one.Mg <= lowest);
        if (asked.Count > 0)
        {
            OrderUnderCheck told = order.Asking(lowest);
            ImmutableArray<Judgement>.Builder again = judgements.ToBuilder();
            foreach ((int place, _) in asked)
            {
                again[place] = again[place] with { Verdict = precautions[place].Of(told) };
            }

            judgements = again.MoveToImmutable();
        }

        return WithStartOnItsCard(judgements, order);
    }

    // Only where nothing on the start asks for more than the dose that another card sets already, and nothing on it is critical (clinical
    // page, section 9, "Start": one act, a lower start).
    private static ImmutableArray<Judgement> WithStartOnItsCard(ImmutableArray<Judgement> judgements, OrderUnderCheck order)
    {
        Verdict.Found[] starts = [.. judgements.Where(IsOnStart).Select(judgement => (Verdict.Found)judgement.Verdict).Where(found => found.Indicator > Indicator.Info)];
        if (starts.Length == 0 || Lower(starts[0], order) is not { } dose
            || !starts.All(found => found.Indicator == Indicator.Warning && found.Acts.All(act => Is(act, dose) || act is Act.Titration)))
        {
            return judgements;
        }

        Judgement? host = judgements
            .Where(judgement => !IsOnStart(judgement) && Spoken(judgement, judgements) is { Indicator: > Indicator.Info } found && found.Acts.Any(act => Is(act, dose)))
            .OrderByDescending(judgement => ((Verdict.Found)judgement.Verdict).Indicator)
            .ThenBy(judgement => judgement.Precaution.Priority(((Verdict.Found)judgement.Verdict).Indicator))
            .FirstOrDefault();
        return host is null ? judgements : ImmutableArray.CreateRange(judgements, judgement => IsOnStart(judgement)
            ? judgement with { Verdict = (Verdict.Found)judgement.Verdict with { Group = GroupOf(host), IsBullet = true } }
            : judgement);
    }

    private static bool IsOnStart(Judgement judgement) => judgement is { IsShown: true, Verdict: Verdict.Found } && GroupOf(judgement) == ConditionCard.Start;

    private static string GroupOf(Judgement judgement) => ((Verdict.Found)judgement.Verdict).Group ?? judgement.Precaution.Group;

    // What another finding says already does not reach a card.
    private static Verdict.Found? Spoken(Judgement judgement, ImmutableArray<Judgement> all) =>
        judgement is { IsShown: true, Verdict: Verdict.Found found }
        && (found.YieldsTo is null || !all.Any(other => other is { IsShown: true, Verdict: Verdict.Found said } && other.Precaution.Id == found.YieldsTo && said.Indicator >= found.Indicator))
            ? found
            : null;

    // The first is what the finding asks for; a second is another way that the page lists. What is for after a gap only is no start.
    private static Act.SetDose? Lower(Verdict.Found found, OrderUnderCheck order) =>
        found.Acts.OfType<Act.SetDose>().FirstOrDefault(set => !set.OnlyAfterGap && !(set.Regimen.MgADay >= order.KnownMg));

    private static bool Is(Act act, Act.SetDose dose) => act is Act.SetDose { OnlyAfterGap: false } set && set.Order == dose.Order && set.Regimen.Equals(dose.Regimen);
}
