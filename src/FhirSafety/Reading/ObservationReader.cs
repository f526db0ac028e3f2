using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Laboratory results and body measures of Observations whose code belongs to the observations set.</summary>
internal sealed class ObservationReader(ReadingContext context, Known<BirthDate> birth)
{
    private const string Set = "observations";

    private readonly ImmutableArray<CreatinineResult>.Builder _creatinines = ImmutableArray.CreateBuilder<CreatinineResult>();
    private readonly ImmutableArray<EgfrResult>.Builder _egfrs = ImmutableArray.CreateBuilder<EgfrResult>();
    private readonly ImmutableArray<BodyMeasure>.Builder _weights = ImmutableArray.CreateBuilder<BodyMeasure>();
    private readonly ImmutableArray<BodyMeasure>.Builder _heights = ImmutableArray.CreateBuilder<BodyMeasure>();
    private readonly List<DateTimeOffset?> _unreadable = [];
    private readonly List<DateTimeOffset> _inOrder = [];

    /// <summary>Reads the Observations of one need, and the components of panels: a laboratory may send a creatinine inside its battery only.</summary>
    public ObservationReader Read(NeedData data)
    {
        foreach (JsonElement observation in data.Resources)
        {
            Read(observation, observation);
            foreach (JsonElement part in References.Objects(observation, "component"u8))
            {
                Read(observation, part);
            }
        }

        return this;
    }

    /// <summary>Creatinine results.</summary>
    public Records<CreatinineResult> Creatinines(NeedData data) => new(_creatinines.ToImmutable(), LabGap(data));

    /// <summary>Reported eGFR results.</summary>
    public Records<EgfrResult> Egfrs(NeedData data) => new(_egfrs.ToImmutable(), LabGap(data));

    /// <summary>Weights.</summary>
    public Records<BodyMeasure> Weights(NeedData data) => new(_weights.ToImmutable(), data.Gap);

    /// <summary>Heights.</summary>
    public Records<BodyMeasure> Heights(NeedData data) => new(_heights.ToImmutable(), data.Gap);

    /// <summary>
    /// Why the laboratory list is not whole. A first page that comes newest first and reaches back over the year that any check
    /// looks back is whole for our purpose. An unreadable result matters unless a newer one could be read.
    /// </summary>
    private MissingReason LabGap(NeedData data)
    {
        if (data.Gap != MissingReason.NoneOnFile && !(data.Gap == MissingReason.Incomplete && ReachesBackAYearNewestFirst()))
        {
            return data.Gap;
        }

        if (_unreadable.Count == 0)
        {
            return MissingReason.NoneOnFile;
        }

        DateTimeOffset newest = _creatinines.Select(result => result.At).Concat(_egfrs.Select(result => result.At)).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return _unreadable.Exists(at => at is null || at >= newest) ? MissingReason.Unreadable : MissingReason.NoneOnFile;
    }

    private bool ReachesBackAYearNewestFirst() =>
        _inOrder.Count > 0
        && _inOrder.Zip(_inOrder.Skip(1)).All(pair => pair.First >= pair.Second)
        && _inOrder[^1] < context.Now.AddDays(-366);

    private void Read(JsonElement observation, JsonElement part)
    {
        if (context.RowIn(Set, References.Object(part, "code"u8)) is { } row && ObservedFacts.IsUsable(observation))
        {
            Read(observation, part, row);
        }
    }

    private void Read(JsonElement observation, JsonElement part, ValueSetRow row)
    {
        Kind kind = KindOf(row.Group);
        if (kind == Kind.None || !HasValue(part))
        {
            return;
        }

        bool isLab = kind is Kind.Creatinine or Kind.Egfr;
        DateTimeOffset? at = ObservedFacts.When(observation, context.Zone);
        if (at is null || at > context.Now.AddDays(1))
        {
            context.Note(at is null ? ReadingProblem.NoDate : ReadingProblem.DatedAhead, observation);
            NoteUnreadable(isLab, at is null ? null : context.Now);
            return;
        }

        if (isLab)
        {
            _inOrder.Add(at.Value);
        }

        JsonElement? quantity = References.Object(part, "valueQuantity"u8);
        if (quantity is not { } measured || References.Number(measured, "value"u8) is not { } value)
        {
            context.Note(ReadingProblem.ValueNotReadable, observation);
            NoteUnreadable(isLab, at);
            return;
        }

        string? unit = Written(measured, "unit"u8, row.Unit);
        if (Keep(kind, row, value, Written(measured, "code"u8, row.Unit) ?? unit, unit, ObservedFacts.ComparatorOf(References.Text(measured, "comparator"u8)?.Trim()), at.Value, References.SourceOf(observation)) is { } problem)
        {
            context.Note(problem, observation);
            NoteUnreadable(isLab, at);
        }
    }

    // Most laboratories write the unit of the set, which need not be made anew.
    private static string? Written(JsonElement quantity, ReadOnlySpan<byte> name, string usual) =>
        !quantity.TryGetProperty(name, out JsonElement unit) || unit.ValueKind != JsonValueKind.String ? null
        : usual.Length > 0 && unit.ValueEquals(usual) ? usual
        : unit.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    private static bool HasValue(JsonElement json) =>
        json.TryGetProperty("valueQuantity"u8, out JsonElement quantity) ? quantity.ValueKind != JsonValueKind.Null : ObservedFacts.HasValue(json);

    private void NoteUnreadable(bool isLab, DateTimeOffset? at)
    {
        if (isLab)
        {
            _unreadable.Add(at);
        }
    }

    private string? Keep(Kind kind, ValueSetRow row, decimal value, string? code, string? unit, Comparator comparator, DateTimeOffset at, string? source) => kind switch
    {
        Kind.Creatinine => KeepCreatinine(row, value, code, unit, comparator, at, source),
        Kind.Egfr => KeepEgfr(row, value, code, unit, comparator, at, source),
        Kind.Weight => KeepWeight(row, value, code, unit, at, source),
        _ => KeepHeight(row, value, code, unit, at, source),
    };

    private string? KeepCreatinine(ValueSetRow row, decimal value, string? code, string? unit, Comparator comparator, DateTimeOffset at, string? source)
    {
        decimal factor = context.Drug.CreatinineFactor;
        string? known = Units.TryCreatinineMgPerDl(value, code, row.Unit, factor, out decimal mgPerDl, out bool molar) ? code
            : Units.TryCreatinineMgPerDl(value, unit, row.Unit, factor, out mgPerDl, out molar) ? unit
            : Unknown;
        if (known == Unknown)
        {
            return ReadingProblem.UnitNotUnderstood;
        }

        if (!Plausibility.Creatinine.Contains(mgPerDl) || !Units.TryCreatinineUmolPerL(value, known, row.Unit, factor, out decimal umolPerL))
        {
            return ReadingProblem.Implausible;
        }

        _creatinines.Add(new CreatinineResult(mgPerDl, molar, umolPerL, comparator, at, source));
        return null;
    }

    private string? KeepEgfr(ValueSetRow row, decimal value, string? code, string? unit, Comparator comparator, DateTimeOffset at, string? source)
    {
        if (!Units.TryEgfr(value, code, row.Unit, out decimal egfr) && !Units.TryEgfr(value, unit, row.Unit, out egfr))
        {
            return ReadingProblem.UnitNotUnderstood;
        }

        if (!Plausibility.Egfr.Contains(egfr))
        {
            return ReadingProblem.Implausible;
        }

        _egfrs.Add(new EgfrResult(MethodOf(row.Group), egfr, comparator, at, source));
        return null;
    }

    private string? KeepWeight(ValueSetRow row, decimal value, string? code, string? unit, DateTimeOffset at, string? source)
    {
        if (!Units.TryKilograms(value, code, row.Unit, out decimal kg) && !Units.TryKilograms(value, unit, row.Unit, out kg))
        {
            return ReadingProblem.UnitNotUnderstood;
        }

        if (!(IsAdult(at) ? Plausibility.AdultWeight : Plausibility.Weight).Contains(kg))
        {
            return ReadingProblem.Implausible;
        }

        _weights.Add(new BodyMeasure(kg, row.Display.Contains("stated", StringComparison.OrdinalIgnoreCase) || row.Display.Contains("self reported", StringComparison.OrdinalIgnoreCase), at, source));
        return null;
    }

    private string? KeepHeight(ValueSetRow row, decimal value, string? code, string? unit, DateTimeOffset at, string? source)
    {
        if (!Units.TryCentimetres(value, code, row.Unit, out decimal cm) && !Units.TryCentimetres(value, unit, row.Unit, out cm))
        {
            return ReadingProblem.UnitNotUnderstood;
        }

        if (!(IsAdult(at) ? Plausibility.AdultHeight : Plausibility.Height).Contains(cm))
        {
            return ReadingProblem.Implausible;
        }

        _heights.Add(new BodyMeasure(cm, false, at, source));
        return null;
    }

    private const string Unknown = "\0";

    private bool IsAdult(DateTimeOffset at) =>
        birth is Known<BirthDate>.Value { Fact: var known } && known.YoungestYears(DateOnly.FromDateTime(at.DateTime)) >= 18;

    private static Kind KindOf(string group) => group switch
    {
        "creatinine-mass" or "creatinine-molar" or "creatinine-either" => Kind.Creatinine,
        "weight" => Kind.Weight,
        "height" => Kind.Height,
        _ when group.StartsWith("egfr-", StringComparison.Ordinal) => Kind.Egfr,
        _ => Kind.None,
    };

    private static EgfrMethod MethodOf(string group) => group switch
    {
        "egfr-crcys" => EgfrMethod.CreatinineAndCystatin,
        "egfr-ckdepi2021" => EgfrMethod.CkdEpi2021,
        "egfr-ckdepi2009" => EgfrMethod.CkdEpi2009,
        "egfr-mdrd" => EgfrMethod.Mdrd,
        "egfr-cys" => EgfrMethod.Cystatin,
        "egfr-race-black" => EgfrMethod.RaceAdjusted,
        _ => EgfrMethod.Unspecified,
    };

    private enum Kind
    {
        None,
        Creatinine,
        Egfr,
        Weight,
        Height,
    }
}
