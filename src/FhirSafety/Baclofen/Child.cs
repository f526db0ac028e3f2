using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A patient under 18 with the weight that doses go by, as the precautions of section 7.6 of the clinical page share it.</summary>
/// <param name="Years">Completed years at least.</param>
/// <param name="Months">Completed months at least.</param>
/// <param name="Weight">The weight in its window; null without one.</param>
/// <param name="AgeAssumed">Whether the birth date is not recorded to the day.</param>
internal sealed record Child(int Years, int Months, BodyMeasure? Weight, bool AgeAssumed)
{
    private const int DosesADay = 4;

    /// <summary>A precaution for children as the composer knows it.</summary>
    public static Precaution Info(string id, string group, params ImmutableArray<string> overrides) => new(
        id, group, indicator => indicator switch { Indicator.Critical => 7, Indicator.Warning => 12, _ => 16 }, overrides);

    /// <summary>Judges an order of a patient who is, or can be, under 18.</summary>
    public static Verdict Judge(OrderUnderCheck order, Func<OrderUnderCheck, Child, Verdict> judge)
    {
        if (order.Patient.BirthDate is not Known<BirthDate>.Value { Fact: var birth })
        {
            return order.AgeNotKnown();
        }

        if (!order.IsChild)
        {
            return new Verdict.DoesNotApply("18 or older");
        }

        DateOnly today = order.Patient.Today;
        int years = birth.YoungestYears(today);
        ChildLimits limits = order.Policy.Child;
        BodyMeasure? weight = BodySize.ChildWeight(order.Patient, years < 2 ? limits.WeightDaysUnder2 : limits.WeightDays);
        return judge(order, new Child(years, birth.YoungestMonths(today), weight, !birth.IsExact));
    }

    /// <summary>The age as a card shows it: in months below 2 years.</summary>
    public string Age => Years < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Months} {(Months == 1 ? "month" : "months")}")
        : Years.ToString(CultureInfo.InvariantCulture);

    /// <summary>The most to start with, mg a day.</summary>
    public decimal StartLimit(ChildLimits limits) => Math.Min(ByWeight(limits.StartMgPerKg), limits.StartMost);

    /// <summary>The daily maximum, mg.</summary>
    public decimal MaxDaily(ChildLimits limits) =>
        Math.Min(ByWeight(limits.MaxMgPerKg), Years < 2 ? limits.MaxUnder2 : Years < limits.OlderFrom ? limits.MaxYounger : limits.MaxOlder);

    /// <summary>Whether the weight sets the daily maximum, and not the age.</summary>
    public bool MaxIsByWeight(ChildLimits limits) => MaxDaily(limits) == ByWeight(limits.MaxMgPerKg);

    /// <summary>Age, weight and order, as cards show them.</summary>
    public ImmutableArray<Phrase> Found(OrderUnderCheck order) =>
    [
        .. OrderLine.Of(order),
        Weight is { } weight
            ? new("child.weight", ("kg", Shown.Number(weight.Value)), ("date", Shown.Date(weight.At.Day())))
            : new("child.noWeight"),
        .. AgeAssumed ? (Phrase[])[new("kidney.ageAssumed")] : [],
    ];

    /// <summary>The facts of the verdict.</summary>
    public ImmutableArray<Fact> Facts(OrderUnderCheck order) => Weight is { } weight
        ? [new("weight", $"{Shown.Number(weight.Value)} kg", weight.At.Day(), weight.Source), .. OrderFacts.Of(order)]
        : OrderFacts.Of(order);

    /// <summary>
    /// A draft set to a daily dose in four parts, each rounded down to what can be measured, in the liquid where tablets would be
    /// too much or cannot make it. Null without a weight, when a part would be too small, and when no listed product makes it.
    /// </summary>
    public Act? SetDose(OrderUnderCheck order, string precaution, decimal mgADay)
    {
        ChildLimits limits = order.Policy.Child;
        decimal part = Math.Floor(mgADay / DosesADay / limits.PartMg) * limits.PartMg;
        if (Weight is not { } weight || part < limits.PartMg || order.Order.Dose is DailyDose.Unresolved
            || order is not { Role: OrderRole.Draft, IsOral: true, Order: { Source: not null, Route: not Route.Wrong }, Therapy.IsLinked: true, Session.Drafts.Length: 1 })
        {
            return null;
        }

        Regimen regimen = new([.. Enumerable.Repeat(part, DosesADay)]);
        DrugProduct drafted = order.Order.Product;
        bool keepsLiquid = drafted is { IsLiquid: true, StrengthsDiffer: false };
        bool needsLiquid = weight.Value < limits.LiquidBelowKg || !TabletChoice.TabletsMake(regimen);
        if (needsLiquid && !keepsLiquid && order.Tablets.Liquid is null)
        {
            return null;
        }

        return new Act.SetDose(
            order.Order.Source!,
            regimen,
            keepsLiquid ? null : needsLiquid ? order.Tablets.Liquid : order.Tablets.For(drafted, regimen),

            // No kidney band: no dose of a child was chosen by one, so that no kidney finding is answered by this mark.
            new AppliedMark(precaution, "child", regimen.MgADay),
            OnlyIfNew: order.Therapy.IsNewStart && !order.IsSurelyNew);
    }

    // Without a weight the limits by age alone hold.
    private decimal ByWeight(decimal mgPerKg) => Weight is { } weight ? mgPerKg * weight.Value : decimal.MaxValue;
}
