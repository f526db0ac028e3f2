using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What every renal precaution says alike: the numbers with their dates, the order, and the facts for the trace.</summary>
internal static class KidneyMessage
{
    /// <summary>What is said of a band.</summary>
    public static FindingMessage OfBand(OrderUnderCheck order, string id, RenalBand band) => new(
        Summary(order, id, band),
        Found(order),
        order.IsOral ? [new($"{id}.why")] : [new("kidney.intrathecal")],
        [ToDo(order, id, band)],
        new($"{id}.sources"));

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
        found.AddRange(OrderLine.Of(order));
        return found.ToImmutable();
    }

    /// <summary>What decided the band, as it stands in a summary.</summary>
    public static string Named(OrderUnderCheck order) => order.Kidneys switch
    {
        { Egfr: { } egfr, Basis: not RenalBasis.ProblemList } => $"eGFR {Shown.Egfr(egfr)}",
        { Ckd: { } ckd } => Recorded(ckd),
        _ => "Kidneys",
    };

    /// <summary>A CKD record as it stands in a summary.</summary>
    public static string Recorded(CkdRecord ckd) => ckd switch
    {
        { ByPastDialysis: true } => "Earlier dialysis recorded",
        { Group: "transplant" } => "Kidney transplant recorded",
        { Group: "unspecified" } => "CKD without a stage recorded",
        _ => $"CKD {Stage(ckd)} recorded",
    };

    /// <summary>A CKD group in words.</summary>
    public static string Stage(CkdRecord ckd) => ckd.Group switch
    {
        _ when ckd.ByPastDialysis => "5 by an earlier dialysis",
        "transplant" => "kidney transplant",
        "unspecified" => "stage not given",
        _ when ckd.Group.StartsWith("stage", StringComparison.Ordinal) => $"stage {ckd.Group["stage".Length..]}",
        _ => ckd.Group,
    };

    private static Phrase Summary(OrderUnderCheck order, string id, RenalBand band)
    {
        (string, string)[] kidneys = band == RenalBand.Dialysis ? [] : [("kidneys", Named(order))];
        (string, string)[] cap = band == RenalBand.Dialysis ? [] : [("cap", Shown.Number(DoseAdvice.Cap(order, band)))];
        return order switch
        {
            { IsOral: false } => new($"{id}.summaryIntrathecal", [.. kidneys]),
            { IsAcceptedForKidneys: true, TotalMg: { } reduced } => new($"{id}.summaryAccepted", [.. kidneys, ("dose", Shown.Number(reduced))]),
            { IsChild: true } => new($"{id}.summaryChild", [.. kidneys]),
            // As a line of another card nothing else says where a limit comes from that the eGFR beside it does not explain.
            { TotalMg: { } total } => new(
                DoseAdvice.CapIsByClearance(order, band) ? $"{id}.summaryByClearance" : $"{id}.summary",
                [.. kidneys, ("dose", Shown.Number(total)), .. cap]),
            _ => new($"{id}.summaryNoDose", [.. kidneys, .. cap]),
        };
    }

    private static Phrase ToDo(OrderUnderCheck order, string id, RenalBand band)
    {
        Phrase? withoutLimit = order switch
        {
            { IsOral: false } => new("kidney.actIntrathecal"),
            { IsTaper: true } => Tapers.KeepTo(order),
            { IsAcceptedForKidneys: true } => new("kidney.actAccepted"),
            { IsChild: true } => new("kidney.actChild"),
            _ => null,
        };
        if (withoutLimit is not null)
        {
            return withoutLimit;
        }

        decimal cap = DoseAdvice.Cap(order, band);
        string key = order switch
        {
            { Therapy.IsNewStart: true } => order.IsSurelyNew ? $"{id}.actNew" : "kidney.actUnknown",
            { IsRaised: true } when order.Therapy.RunningMg <= cap => "kidney.actRaised",
            // Established patients: never a sudden stop, always a taper.
            _ when order.MayBeMore || order.TotalMg > order.Policy.Renal.Ceiling(band, order.IsOlder) => "kidney.actTaper",
            _ => order.TotalMg > cap ? "kidney.actAboveByClearance" : "kidney.actWithin",
        };
        return key == $"{RenalDialysis.Id}.actNew"
            ? new(key, ("cap", Shown.Number(cap)))
            : new(key, ("limit", $"{Shown.Number(cap)} mg/day{(DoseAdvice.CapIsByClearance(order, band) ? " (by creatinine clearance)" : "")}"));
    }

    private static Phrase Number(RenalFunction kidneys, EgfrEstimate egfr)
    {
        (string, string)[] said = [("egfr", Shown.Egfr(egfr)), ("equation", Words(egfr.Equation)), ("date", Shown.Date(egfr.Date))];
        bool computed = egfr.Equation is EgfrEquation.CkdEpi2021Computed or EgfrEquation.BedsideSchwartz;
        return computed && kidneys.Creatinine is { } creatinine
            ? new("kidney.computed", [.. said, ("creatinine", Creatinine(creatinine))])
            : new("kidney.reported", [.. said]);
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
