using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What every renal precaution says alike: the numbers with their dates, the order, and the facts for the trace.</summary>
internal static class KidneyMessage
{
    /// <summary>What was found, most telling first.</summary>
    public static ImmutableArray<Phrase> Found(OrderUnderCheck order)
    {
        RenalFunction kidneys = order.Kidneys;
        ImmutableArray<Phrase>.Builder found = ImmutableArray.CreateBuilder<Phrase>();
        if (kidneys.Dialysis is { } dialysis)
        {
            found.Add(new(dialysis.ByProcedure ? "kidney.dialysisByProcedure" : "kidney.dialysis", ("date", Shown.Date(dialysis.Date))));
        }

        if (kidneys.Egfr is { } egfr)
        {
            found.Add(Number(kidneys, egfr));
        }

        if (kidneys.Ckd is { } ckd && (kidneys.Basis == RenalBasis.ProblemList || Conflicts(ckd, order.Band)))
        {
            found.Add(new(
                kidneys.Basis == RenalBasis.ProblemList ? "kidney.problemList" : "kidney.problemListDiffers",
                ("stage", Stage(ckd)),
                ("date", Shown.Date(ckd.Date))));
        }

        if (kidneys.Clearance is Known<CreatinineClearance>.Value clearance)
        {
            found.Add(new(
                "kidney.clearance",
                ("crcl", Shown.Number(clearance.Fact.MlPerMin)),
                ("weight", Shown.Number(clearance.Fact.WeightUsed)),
                ("kind", Words(clearance.Fact.Kind))));
        }

        AddCautions(order, found);
        found.Add(Order(order));
        return found.ToImmutable();
    }

    /// <summary>The order's line: the drug as the order names it, its daily dose, and how it stands to what runs.</summary>
    public static Phrase Order(OrderUnderCheck order) => new(
        (order.Therapy, order.Dose) switch
        {
            ({ IsKnown: false, IsNewStart: true }, _) => "order.runningUnknown",
            ({ IsNewStart: true }, _) => "order.newStart",
            ({ RunningMg: null, ByRecordsOnly: true }, _) => "order.runningElsewhere",
            ({ RunningMg: null }, _) => "order.runningUnread",
            _ => "order.running",
        },
        ("drug", order.Order.Product.Display),
        ("dose", Shown.Dose(order.TotalMg)),
        ("running", Shown.Dose(order.Therapy.RunningMg)),
        ("since", Shown.Date(order.Therapy.Since)));

    /// <summary>The facts a renal verdict rests on.</summary>
    public static ImmutableArray<Fact> Facts(OrderUnderCheck order)
    {
        RenalFunction kidneys = order.Kidneys;
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        if (kidneys.Band is Known<RenalBand>.Value band)
        {
            facts.Add(new("band", band.Fact.ToString(), band.Date, band.Source));
        }

        if (kidneys.Egfr is { } egfr)
        {
            facts.Add(new("egfr", $"{Shown.Egfr(egfr)} mL/min/1.73 m2 ({egfr.Equation}){(kidneys.Stale ? ", stale" : "")}", egfr.Date, egfr.Source));
        }

        if (kidneys.Creatinine is { } creatinine)
        {
            facts.Add(new("creatinine", $"{Shown.Number(creatinine.MgPerDl)} mg/dL", DateOnly.FromDateTime(creatinine.At.DateTime), creatinine.Source));
        }

        if (kidneys.Clearance is Known<CreatinineClearance>.Value clearance)
        {
            facts.Add(new("crcl", $"{Shown.Number(clearance.Fact.MlPerMin)} mL/min ({clearance.Fact.Kind})"));
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

        facts.AddRange(OrderFacts(order));
        return facts.ToImmutable();
    }

    /// <summary>The facts of the order itself.</summary>
    public static ImmutableArray<Fact> OrderFacts(OrderUnderCheck order)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new("total", $"{Shown.Dose(order.TotalMg)} mg/day", null, order.Order.Source));
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

    /// <summary>A CKD group in words.</summary>
    public static string Stage(CkdRecord ckd) => ckd.Group switch
    {
        _ when ckd.ByPastDialysis => "5 by an earlier dialysis",
        "transplant" => "kidney transplant",
        "unspecified" => "stage not given",
        _ when ckd.Group.StartsWith("stage", StringComparison.Ordinal) => $"stage {ckd.Group["stage".Length..]}",
        _ => ckd.Group,
    };

    private static Phrase Number(RenalFunction kidneys, EgfrEstimate egfr)
    {
        bool computed = egfr.Equation is EgfrEquation.CkdEpi2021Computed or EgfrEquation.BedsideSchwartz;
        return new(
            computed && kidneys.Creatinine is not null ? "kidney.computed" : "kidney.reported",
            ("egfr", Shown.Egfr(egfr)),
            ("equation", Words(egfr.Equation)),
            ("creatinine", kidneys.Creatinine is { } creatinine ? Creatinine(creatinine) : ""),
            ("date", Shown.Date(egfr.Date)));
    }

    /// <summary>A creatinine in the unit the laboratory reported.</summary>
    public static string Creatinine(CreatinineResult creatinine) => creatinine.Molar
        ? $"{Shown.Number(Math.Round(creatinine.UmolPerL, 0))} µmol/L"
        : $"{Shown.Number(Math.Round(creatinine.MgPerDl, 2))} mg/dL";

    private static void AddCautions(OrderUnderCheck order, ImmutableArray<Phrase>.Builder found)
    {
        RenalFunction kidneys = order.Kidneys;
        if (kidneys.Stale && kidneys.AgeInDays is { } days)
        {
            found.Add(new("kidney.stale", ("days", days.ToString(CultureInfo.InvariantCulture))));
        }

        if (kidneys.Aki is { } aki)
        {
            found.Add(new(aki.Stage is null ? "kidney.unstableByDiagnosis" : "kidney.unstable", ("date", Shown.Date(aki.Date))));
        }

        if (kidneys.SexAssumed)
        {
            found.Add(new("kidney.sexAssumed"));
        }

        if (kidneys.AgeAssumed)
        {
            found.Add(new("kidney.ageAssumed"));
        }

        if (kidneys.Absolute is { } absolute)
        {
            found.Add(new("kidney.absolute", ("absolute", Shown.Number(absolute.MlPerMin)), ("surface", Shown.Number((decimal)Math.Round(absolute.SurfaceM2, 2)))));
        }
    }

    private static bool Conflicts(CkdRecord ckd, RenalBand? band) => ckd.Band is { } staged && staged != band;

    private static string Words(EgfrEquation equation) => equation switch
    {
        EgfrEquation.CkdEpi2021Computed => "CKD-EPI 2021",
        EgfrEquation.BedsideSchwartz => "bedside Schwartz",
        EgfrEquation.ReportedWithCystatin => "creatinine and cystatin C",
        EgfrEquation.ReportedCkdEpi2021 => "CKD-EPI 2021",
        EgfrEquation.ReportedCkdEpi2009 => "CKD-EPI 2009",
        EgfrEquation.ReportedMdrd => "MDRD",
        EgfrEquation.ReportedCystatin => "cystatin C",
        EgfrEquation.ReportedRaceAdjusted => "race factor: reads too high",
        _ => "equation not named",
    };

    private static string Words(WeightKind kind) => kind switch
    {
        WeightKind.Ideal => "ideal",
        WeightKind.Adjusted => "adjusted",
        WeightKind.ActualWithoutHeight => "actual, no height",
        _ => "actual",
    };
}
