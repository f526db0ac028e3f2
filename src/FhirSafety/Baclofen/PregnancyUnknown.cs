using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A new start in a woman of childbearing age whose status is not recorded (clinical page, <c>pregnancy-unknown</c>).</summary>
internal static class PregnancyUnknown
{
    public const string Id = "pregnancy-unknown";

    public static BaclofenPrecaution Precaution { get; } = new(
        Pregnancy.Info(Id, 16, "not-pregnant", "not-relevant"),
        HookSets.Sign,
        Pregnancy.Needs,
        Judge)
    {
        Levels = ["ask"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        PregnancyLimits limits = order.Policy.Pregnancy;
        if (!order.Therapy.IsNewStart || order.Patient.Sex is not Known<Sex>.Value { Fact: Sex.Female })
        {
            return new Verdict.DoesNotApply("not a woman's new start");
        }

        if (order.Age is null)
        {
            return order.AgeNotKnown();
        }

        if (!order.CanBeAged(limits.AskFrom, limits.AskTo))
        {
            return new Verdict.DoesNotApply("not of childbearing age");
        }

        PregnancyRecords records = order.Patient.Pregnancy;
        DateOnly today = order.Patient.Today;
        bool answered = records.Statuses.Items.Any(status =>
            status.Fact is PregnancyAnswer.Pregnant or PregnancyAnswer.NotPregnant && status.At?.Day() >= today.AddDays(-limits.AskAfterDays));
        bool bled = records.LastPeriods.Items.Any(period => period.Fact >= today.AddDays(-limits.PeriodDays) && period.Fact <= today);
        if (answered || bled || Pregnancy.Of(order).IsPregnant)
        {
            return new Verdict.Silent("recently answered, or pregnant by another record") { Facts = OrderFacts.Of(order) };
        }

        return new Verdict.Found(order.Policy.Level(Id, "ask"), CardText.Of(order, Id, Summary(records)))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, new Act.OrderService("pregnancyTest", "due.now")),
        };
    }

    private static Phrase Summary(PregnancyRecords records) =>
        new(records.Statuses.IsWhole ? "pregnancy-unknown.summary" : "pregnancy-unknown.summaryNotSeen");
}
