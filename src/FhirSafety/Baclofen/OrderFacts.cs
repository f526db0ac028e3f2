using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The facts verdicts rest on, for the trace.</summary>
internal static class OrderFacts
{
    /// <summary>The facts a renal verdict rests on.</summary>
    public static ImmutableArray<Fact> WithKidneys(OrderUnderCheck order)
    {
        RenalFunction kidneys = order.Kidneys;
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        if (kidneys.Band is Known<RenalBand>.Value band)
        {
            facts.Add(new("band", band.Fact.ToString(), band.Date, band.Source));
        }

        if (kidneys.Egfr is { } egfr)
        {
            facts.Add(new("egfr", $"{Shown.Egfr(egfr)} mL/min/1.73 m2 ({egfr.Equation}){(kidneys.Stale ? ", stale" : "")}", egfr.Date, egfr.Source) { Bearing = FactBearing.Measure });
        }

        if (kidneys.Creatinine is { } creatinine)
        {
            facts.Add(new("creatinine", $"{Shown.Number(creatinine.MgPerDl)} mg/dL", DateOnly.FromDateTime(creatinine.At.DateTime), creatinine.Source) { Bearing = FactBearing.Measure });
        }

        if (kidneys.Clearance is Known<CreatinineClearance>.Value clearance)
        {
            facts.Add(new("crcl", $"{Shown.Number(clearance.Fact.MlPerMin)} mL/min ({clearance.Fact.Kind})") { Bearing = FactBearing.Measure });
        }

        if (kidneys.Aki is { } aki)
        {
            facts.Add(new("aki", aki.Stage is { } stage ? $"stage {stage}" : "by diagnosis", aki.Date, aki.Source));
        }

        if (kidneys.Dialysis is { } dialysis)
        {
            facts.Add(new("dialysis", dialysis.ByProcedure ? "procedure or order" : "condition", dialysis.Date, dialysis.Source));
        }

        if (kidneys.Ckd is { } ckd)
        {
            facts.Add(new("ckd", ckd.Group, ckd.Date, ckd.Source));
        }

        facts.AddRange(Of(order));
        return facts.ToImmutable();
    }

    /// <summary>The facts of the order itself.</summary>
    public static ImmutableArray<Fact> Of(OrderUnderCheck order) => order.Facts;

    /// <summary>Works them out, once an order.</summary>
    public static ImmutableArray<Fact> Read(OrderUnderCheck order)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new("total", Total(order), null, order.Order.Source)
        {
            Bearing = order is { KnownMg: not null, MayBeMore: false } ? FactBearing.Dose : FactBearing.Unsure,
        });
        facts.Add(new("therapy", order.Therapy switch
        {
            { IsNewStart: true, IsKnown: false } => "running orders not known",
            { IsNewStart: true } => "new start",
            { IsEstablished: true } => "established",
            _ => "running",
        }, order.Therapy.Since));
        if (order.Age is { } age && order.Patient.BirthDate is Known<BirthDate>.Value birth)
        {
            facts.Add(new("age", age.ToString(CultureInfo.InvariantCulture), null, birth.Source));
        }

        return facts.ToImmutable();
    }

    private static string Total(OrderUnderCheck order) => order switch
    {
        { KnownMg: null } => "not known",
        { MayBeMore: true, KnownMg: { } atLeast } => $"at least {Shown.Number(atLeast)} mg/day",
        { KnownMg: { } known } => $"{Shown.Number(known)} mg/day",
    };
}
