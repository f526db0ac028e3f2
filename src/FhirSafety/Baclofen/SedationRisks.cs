using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What makes an opioid with baclofen worse (clinical page, <c>opioid</c>, "amplifiers"), and asks for more care with other sedatives.</summary>
/// <param name="Phrases">What was found, for the card; none means nothing was.</param>
/// <param name="AnyIsNew">Whether one of them is of the days in which a pair is not yet stable.</param>
internal sealed record SedationRisks(ImmutableArray<Phrase> Phrases, bool AnyIsNew)
{
    private const string Breathing = "respiratory";

    private const string AcuteFailure = "respiratory-failure-acute";

    private static readonly ImmutableArray<string> Sets = ["benzodiazepines", "z-drugs", "other-sedatives", "gabapentinoids"];

    private static readonly ImmutableArray<string> Failure = ["respiratory-failure", AcuteFailure];

    private static readonly ImmutableArray<string> SlowOrFailing = ["sleep-disordered-breathing", "hypoventilation", "copd", .. Failure];

    private static readonly ImmutableArray<string> WeakSedatives = ["herbal", "sedating-antihistamine", "orexin-melatonin-agonist"];

    /// <summary>The risks of baclofen with opioids.</summary>
    public static SedationRisks Of(OrderUnderCheck order, ImmutableArray<PairedDrug> opioids)
    {
        ImmutableArray<PairedDrug> seconds = [.. Sets.SelectMany(set => PairedDrug.Of(order, set)).Where(drug => IsSecondClass(order, drug))];
        ImmutableArray<ConditionHit> lungs = order.Lungs;
        DateOnly lately = Pairs.Lately(order);
        Phrase?[] found =
        [
            seconds.IsEmpty ? null : new("opioid.secondSedative", ("drug", PairText.Names(seconds))),
            lungs.IsEmpty ? null : lungs[0].Phrase,
            KidneysAreWeak(order, RenalBand.G3b) ? OfKidneys(order) : null,
            order.IsOlder ? new("opioid.age", ("age", order.Age!.Value.ToString(CultureInfo.InvariantCulture))) : null,
            BothAreNew(order, opioids) ? new("opioid.bothNew", ("days", order.Policy.Interactions.BothNewDays.ToString(CultureInfo.InvariantCulture))) : null,
            opioids.Any(IsLasting) ? new("opioid.lasting") : null,
        ];
        bool isNew = seconds.Any(drug => !drug.IsUnchangedSince(lately))
            || lungs.Any(hit => hit.Date >= lately)
            || (order.IsOlder && !(order.Patient.BirthDate is Known<BirthDate>.Value { Fact: var birth } && birth.OldestYears(lately.AddDays(-1)) >= order.Policy.OlderAge));
        return new([.. found.OfType<Phrase>()], isNew);
    }

    /// <summary>Conditions of the lungs that slow breathing, newest first; acute failure for the policy's days.</summary>
    public static ImmutableArray<ConditionHit> Lungs(OrderUnderCheck order) => order.Conditions(Breathing, SlowOrFailing.AsSpan())
        .RemoveAll(hit => hit.Group == AcuteFailure && !hit.IsWithin(order.Policy.Interactions.AcuteFailureDays, order.Patient.Today));

    /// <summary>Lungs and kidneys for the trace.</summary>
    public static ImmutableArray<Fact> Facts(OrderUnderCheck order) =>
    [
        .. order.Lungs.Select(hit => hit.Fact),
        .. order.Kidneys.Band is Known<RenalBand>.Value band ? [new Fact("band", band.Fact.ToString(), band.Date, band.Source)] : (Fact[])[],
    ];

    /// <summary>Whether breathing fails on record.</summary>
    public static bool BreathingFails(OrderUnderCheck order) => order.Lungs.Any(hit => Failure.Contains(hit.Group));

    /// <summary>Whether the kidneys are known to be of a band or worse, or to be failing now.</summary>
    public static bool KidneysAreWeak(OrderUnderCheck order, RenalBand from) => order.Band >= from || order.Kidneys.Aki is not null;

    /// <summary>Whether a drug is a second class of sedative beside an opioid: gabapentinoids only with poor kidneys.</summary>
    public static bool IsSecondClass(OrderUnderCheck order, PairedDrug drug) => drug.Set switch
    {
        "benzodiazepines" or "z-drugs" => true,
        "other-sedatives" => !WeakSedatives.Contains(drug.Group),
        "gabapentinoids" => order.Band >= RenalBand.G3a,
        _ => false,
    };

    /// <summary>What could not be seen of the risks.</summary>
    public static IEnumerable<Phrase> NotSeen(OrderUnderCheck order)
    {
        if (!order.Patient.Conditions.IsWhole)
        {
            yield return PairText.NotSeen("conditions", order.Patient.Conditions.Gap);
        }

        if (order.Kidneys.Band is Known<RenalBand>.Missing { Reason: var reason })
        {
            yield return PairText.NotSeen("kidneys", reason);
        }

        if (order.Patient.BirthDate is Known<BirthDate>.Missing { Reason: var gap })
        {
            yield return PairText.NotSeen("age", gap);
        }
    }

    private static Phrase OfKidneys(OrderUnderCheck order) => order.Kidneys.Egfr is { } egfr
        ? new("opioid.kidneys", ("egfr", Shown.Egfr(egfr)))
        : new("opioid.kidneysByRecord");

    // The first order of each, the draft of today included.
    private static bool BothAreNew(OrderUnderCheck order, ImmutableArray<PairedDrug> opioids)
    {
        DateOnly today = order.Patient.Today;
        DateOnly first = today.AddDays(-order.Policy.Interactions.BothNewDays);
        DateOnly? start = order.Therapy.IsNewStart ? today : order.Therapy.Since;
        return start >= first && opioids.Any(opioid => opioid.Start(today) >= first);
    }

    private static bool IsLasting(PairedDrug opioid) =>
        opioid.Ingredient == "METHADONE" || opioid.Records.Any(record => record.Route == MedicationRoute.Transdermal);
}
