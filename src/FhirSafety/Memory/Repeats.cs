using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;

namespace FhirSafety.Memory;

/// <summary>Lets earlier answers count: what was overridden with a reason is not said again, what was accepted is information. Pure.</summary>
/// <remarks>Clinical page, section 9, rules 2 and 6; and what a precaution says of being said once in so many days. A change in the facts, or a worse indicator, breaks the silence.</remarks>
public static class Repeats
{
    /// <summary>Its reason holds only while the patient lies in a ward.</summary>
    private const string WardReason = "inpatient-monitored";

    /// <summary>The judgements with repeats made silent.</summary>
    /// <param name="judgements">All judgements of a call.</param>
    /// <param name="earlier">What is remembered.</param>
    /// <param name="policy">How long it holds.</param>
    /// <param name="isInpatient">Whether the patient is known to be in a ward.</param>
    /// <param name="now">The moment.</param>
    public static ImmutableArray<Judgement> Settle(
        ImmutableArray<Judgement> judgements, EarlierAnswers earlier, SilencePolicy policy, bool isInpatient, DateTimeOffset now)
    {
        if (earlier.Answers.IsEmpty || earlier.Seal is not { } seal)
        {
            return judgements;
        }

        ImmutableArray<Judgement> settled =
        [
            .. judgements.Select(judgement => judgement.Verdict is Verdict.Found found
                ? judgement with { Verdict = Settle(judgement, found, seal, earlier.Answers, policy, isInpatient, now) }
                : judgement),
        ];
        return [.. settled.Select(judgement => SaidByAWithheldOne(judgement, settled))];
    }

    private static Verdict Settle(
        Judgement judgement,
        Verdict.Found found,
        FactsSeal seal,
        ImmutableArray<EarlierAnswer> answers,
        SilencePolicy policy,
        bool isInpatient,
        DateTimeOffset now)
    {
        ImmutableArray<EarlierAnswer> own = [.. answers.Where(answer => answer.Precaution == judgement.Precaution.Id)];
        if (own.IsEmpty)
        {
            return found; // Of most findings nothing was said before, and to seal their facts is the dearest step.
        }

        if (policy.OnceInDays.TryGetValue(judgement.Precaution.Id, out int days)
            && own.OfType<EarlierAnswer.Shown>().FirstOrDefault(shown => DaysBetween(shown.ShownAt, now) is var since and > 0 && since <= days) is { } said)
        {
            return new Verdict.Silent(string.Create(CultureInfo.InvariantCulture, $"shown on {said.ShownAt:yyyy-MM-dd}; said once in {days} days"))
            {
                Facts = found.Facts,
                Withheld = found,
            };
        }

        TimeSpan window = found.Indicator == Indicator.Critical ? policy.CriticalWindow : policy.Window;
        string? facts = seal.Of(judgement);
        if (own.OfType<EarlierAnswer.Accepted>().FirstOrDefault(answer => answer.Facts == facts && now - answer.ShownAt < policy.Window) is { } accepted)
        {
            return found with
            {
                Indicator = Indicator.Info,
                Acts = [.. found.Acts.Select(act => act with { Recommended = false })],
                Facts = found.Facts.Add(Noted("accepted", "as suggested", accepted.ShownAt)),
            };
        }

        ImmutableArray<EarlierAnswer.Overridden> overridden =
            [.. own.OfType<EarlierAnswer.Overridden>().Where(answer => now - answer.ShownAt < window).OrderByDescending(answer => answer.ShownAt)];
        if (overridden.FirstOrDefault(answer => answer.Facts == facts && Fits(answer, found, isInpatient)) is { } same)
        {
            return new Verdict.Silent(string.Create(
                CultureInfo.InvariantCulture, $"shown on {same.ShownAt:yyyy-MM-dd} and overridden ({same.Reason}); the facts are the same"))
            {
                Facts = found.Facts,
                Withheld = found,
            };
        }

        return overridden.IsEmpty
            ? found
            : found with { Facts = found.Facts.Add(Noted("silence", Broken(overridden, facts), overridden[0].ShownAt)) };
    }

    private static int DaysBetween(DateTimeOffset one, DateTimeOffset other) =>
        DateOnly.FromDateTime(other.DateTime).DayNumber - DateOnly.FromDateTime(one.DateTime).DayNumber;

    private static bool Fits(EarlierAnswer.Overridden answer, Verdict.Found found, bool isInpatient) =>
        found.Indicator <= answer.Indicator && (answer.Reason != WardReason || isInpatient);

    private static string Broken(ImmutableArray<EarlierAnswer.Overridden> overridden, string? facts) =>
        facts is null ? "not possible: a fact is not wholly known"
        : overridden.Any(answer => answer.Facts == facts) ? "broken: more urgent now, or the reason no longer fits"
        : "broken: the facts have changed since the override";

    /// <summary>A finding that gives way to one that is withheld was said by it, and stays silent with it.</summary>
    private static Judgement SaidByAWithheldOne(Judgement judgement, ImmutableArray<Judgement> all)
    {
        if (judgement.Verdict is not Verdict.Found { YieldsTo: { } other } found)
        {
            return judgement;
        }

        bool said = all.Any(one => one.Precaution.Id == other && one.Verdict is Verdict.Silent { Withheld: { } withheld } && withheld.Indicator >= found.Indicator);
        return said
            ? judgement with { Verdict = new Verdict.Silent($"said by {other}, which is not said again") { Facts = found.Facts } }
            : judgement;
    }

    private static Fact Noted(string name, string value, DateTimeOffset at) =>
        new(name, value, DateOnly.FromDateTime(at.DateTime)) { Bearing = FactBearing.Remark };
}
