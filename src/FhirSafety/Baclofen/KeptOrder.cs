using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Whether what a session stops may be offered to run on as it was.</summary>
/// <remarks>
/// A dose that is too high, or a drug that has become wrong, is no better for being kept: where the order, signed again, would bring a
/// warning that the session does not carry, the stop ends in a taper or in words. Only sessions that stop something are judged twice.
/// </remarks>
internal static class KeptOrder
{
    /// <summary>The judgements without the offers to keep what would be warned of.</summary>
    /// <param name="session">The session.</param>
    /// <param name="judgements">What is said of it.</param>
    /// <param name="judge">Judges a session.</param>
    public static ImmutableArray<Judgement> OnlyIfSafe(
        PrescribingSession session, ImmutableArray<Judgement> judgements, Func<PrescribingSession, ImmutableArray<Judgement>> judge)
    {
        if (session.Stopped.IsEmpty)
        {
            return judgements;
        }

        HashSet<string> unsafeToKeep =
        [
            .. judgements.SelectMany(Keeps).Select(keep => keep.StoppedBy).Distinct(StringComparer.Ordinal)
                .Where(stop => BringsWarning(judgements, judge(Kept(session, stop)))),
        ];
        return unsafeToKeep.Count == 0 ? judgements : [.. judgements.Select(judgement => Without(judgement, unsafeToKeep))];
    }

    // As the next call has it: the stop is gone, and what it stopped is ordered as before. What no list shows to run, and is only known by
    // its own stop, comes back as an order of which nobody knows that it ran.
    private static PrescribingSession Kept(PrescribingSession session, string stop)
    {
        ImmutableArray<JudgedOrder> left = [.. session.Judged.Where(one => one.Role != OrderRole.Stopped || one.StoppedBy != stop)];
        HashSet<string?> stillStopped = [.. left.Where(one => one.Role == OrderRole.Stopped).Select(one => one.Order.Source)];
        DrugOrder[] released =
        [
            .. session.Judged.Where(one => one.Role == OrderRole.Stopped && one.StoppedBy == stop && one.Order.Source is not null && !stillStopped.Contains(one.Order.Source))
                .Select(one => one.Order),
        ];
        DrugOrder[] kept = [.. released.Where(order => IsListed(order) || order.Source == stop).Select(order => order with { Status = "active" })];
        Records<DrugOrder> running = session.Patient.Running;
        return session with
        {
            Patient = session.Patient with { Running = running with { Items = running.Items.RemoveAll(order => released.Any(one => one.Source == order.Source && !IsListed(one))) } },
            Drafts = [.. session.Drafts, .. kept],
            Judged = [.. left, .. kept.Select(order => new JudgedOrder(order, OrderRole.Draft))],
            Stopped = [.. session.Stopped.Where(source => source != stop && released.All(order => order.Source != source))],
        };
    }

    // Of an order that no list shows, the stop itself was read.
    private static bool IsListed(DrugOrder order) => order.Status == "active";

    private static bool BringsWarning(ImmutableArray<Judgement> before, ImmutableArray<Judgement> after) =>
        after.Any(one => Level(one) > Indicator.Info && !before.Any(other => other.Precaution.Id == one.Precaution.Id && Level(other) >= Level(one)));

    private static Indicator Level(Judgement judgement) => judgement is { IsShown: true, Verdict: Verdict.Found found } ? found.Indicator : Indicator.Info;

    private static IEnumerable<Act.KeepRunning> Keeps(Judgement judgement) =>
        judgement.Verdict is Verdict.Found found ? found.Acts.OfType<Act.KeepRunning>() : [];

    private static Judgement Without(Judgement judgement, HashSet<string> unsafeToKeep) => judgement.Verdict is Verdict.Found found
        ? judgement with { Verdict = found with { Acts = found.Acts.RemoveAll(act => act is Act.KeepRunning keep && unsafeToKeep.Contains(keep.StoppedBy)) } }
        : judgement;
}
