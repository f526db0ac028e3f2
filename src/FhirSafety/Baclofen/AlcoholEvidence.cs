using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Something on file that tells of too much alcohol (clinical page, <c>alcohol</c>).</summary>
/// <param name="Phrase">The sentence for a card.</param>
/// <param name="Fact">The fact for the trace.</param>
internal sealed record AlcoholEvidence(Phrase Phrase, Fact Fact)
{
    private const string Set = "alcohol";

    private static readonly ImmutableArray<string> Groups = ["aud", "heavy-use", "intoxication", "alcohol-liver"];

    /// <summary>The drugs that are given for alcohol use disorder and for nothing else.</summary>
    public static ImmutableArray<PairedDrug> Drugs(OrderUnderCheck order) => PairedDrug.Of(order, "alcohol-use-disorder-drugs", "aud-drug");

    /// <summary>A past problem, where nothing tells of one now.</summary>
    public static AlcoholEvidence? Past(OrderUnderCheck order) => order.Conditions(Set, "history").Select(Of).FirstOrDefault();

    /// <summary>Whether an intoxication is of the last days.</summary>
    public static bool IsIntoxicated(OrderUnderCheck order) => order.Conditions(Set, "intoxication")
        .Any(hit => hit.IsWithin(order.Policy.Interactions.Alcohol.IntoxicationDays, order.Patient.Today));

    /// <summary>All there is. While a diagnosis is recorded only that one is asked about.</summary>
    public static ImmutableArray<AlcoholEvidence> Of(OrderUnderCheck order) =>
    [
        .. Conditions(order),
        .. order.Role == OrderRole.Running ? [] : (IEnumerable<AlcoholEvidence>)[.. Answers(order), .. Drugs(order).Select(drug => Of(order, drug)), .. Reason(order)],
    ];

    private static IEnumerable<AlcoholEvidence> Conditions(OrderUnderCheck order)
    {
        DateOnly first = order.Patient.Today.AddMonths(-order.Policy.Interactions.Alcohol.Months);
        return order.Conditions(Set, Groups.AsSpan()).Where(hit => hit.Group != "intoxication" || !(hit.Date < first)).Select(Of);
    }

    private static IEnumerable<AlcoholEvidence> Answers(OrderUnderCheck order)
    {
        AlcoholLimits limits = order.Policy.Interactions.Alcohol;
        bool isMan = order.Patient.Sex is Known<Sex>.Value { Fact: Sex.Male };
        int days = order.Patient.Today.DayNumber - order.Patient.Today.AddMonths(-limits.Months).DayNumber;
        if (order.Patient.Alcohol.DrinksPerDay.Within(days, order.Patient.Today) is { } drinks && drinks.Fact > limits.Drinks(isMan))
        {
            yield return Of("drinks", drinks);
        }

        if (order.Patient.Alcohol.AuditC.Within(days, order.Patient.Today) is { } score && score.Fact >= limits.AuditC(isMan))
        {
            yield return Of("auditC", score);
        }
    }

    private static IEnumerable<AlcoholEvidence> Reason(OrderUnderCheck order) => order.Order.Reasons
        .Where(reason => reason.Set is Set or "off-label-indications" && Groups.Contains(reason.Group))
        .Take(1)
        .Select(reason => new AlcoholEvidence(new("alcohol.reason"), new("reason", $"{reason.Set}: {reason.Group}", null, order.Order.Source)));

    private static AlcoholEvidence Of(ConditionHit hit) => new(hit.Phrase, hit.Fact);

    private static AlcoholEvidence Of(string what, Dated<decimal> answer) => new(
        new($"alcohol.{what}", ("n", Shown.Number(answer.Fact)), ("date", Shown.Date(answer.Day()))),
        new(what, Shown.Number(answer.Fact), answer.Day(), answer.Source));

    private static AlcoholEvidence Of(OrderUnderCheck order, PairedDrug drug) => new(
        new("alcohol.drug", ("drug", drug.FullName)), drug.Fact with { Date = drug.Start(order.Patient.Today) });
}
