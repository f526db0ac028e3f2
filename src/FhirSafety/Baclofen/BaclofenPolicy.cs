using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Every number, window and indicator the precautions use, as in force here. Read once, at start.</summary>
public sealed record BaclofenPolicy
{
    /// <summary>First 12 hex digits of the SHA-256 of the numbers in force, so that a changed site shows.</summary>
    public required string Version { get; init; }

    /// <summary>Age in years from which checks for older adults hold.</summary>
    public required int OlderAge { get; init; }

    /// <summary>What the kidney resolver needs.</summary>
    public required KidneyPolicy Kidney { get; init; }

    /// <summary>Dose by kidney band.</summary>
    public required RenalDoses Renal { get; init; }

    /// <summary>Dose limits that do not rest on the kidneys.</summary>
    public required DoseLimits Dose { get; init; }

    /// <summary>Other drugs and alcohol.</summary>
    public required InteractionLimits Interactions { get; init; }

    /// <summary>What counts as established and renewed.</summary>
    public required TherapyWindows Therapy { get; init; }

    /// <summary>Age in years under which missing kidney data without other risk is a line and no card.</summary>
    public required int KidneyDataYoungAge { get; init; }

    /// <summary>The most cards of a hook.</summary>
    public required ImmutableDictionary<string, int> MostCards { get; init; }

    /// <summary>Codes by which services are ordered here.</summary>
    public required FrozenDictionary<string, OrderCode> OrderCodes { get; init; }

    /// <summary>Days for which a record of palliative care counts.</summary>
    public required int PalliativeDays { get; init; }

    /// <summary>The daily maximum for adults by mouth here, in mg.</summary>
    public decimal MaxDaily => Jurisdiction == Jurisdiction.DE ? Dose.MaxDailyGermany : Dose.MaxDailyAdult;

    /// <summary>Whose labels and usage hold where they differ.</summary>
    public required Jurisdiction Jurisdiction { get; init; }

    /// <summary>What a site wants of a precaution, by id: shown unless it says otherwise.</summary>
    public required ImmutableDictionary<string, PrecautionMode> Modes { get; init; }

    private ImmutableDictionary<string, Indicator> Indicators { get; init; } = ImmutableDictionary<string, Indicator>.Empty;

    /// <summary>The indicator of a precaution's level, as <c>renal-severe</c> and <c>avoid</c>.</summary>
    public Indicator Level(string precaution, string level) => Indicators[$"{precaution}.{level}"];

    /// <summary>Reads the policy.</summary>
    /// <exception cref="InvalidDataException">An entry is missing, unknown or out of range; the message names it.</exception>
    public static BaclofenPolicy Read(ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<string, string> overrides)
    {
        PolicyFile file = PolicyFile.Open(utf8, overrides);
        BaclofenPolicy policy = Read(file, VersionOf(utf8, overrides));
        file.EnsureWhole();
        return policy;
    }

    internal static BaclofenPolicy Read(PolicyFile file, string version) => new()
    {
        Version = version,
        OlderAge = file.Whole("age.older", 50, 90),
        Kidney = ReadKidney(file),
        Renal = RenalDoses.Read(file),
        Dose = DoseLimits.Read(file),
        Interactions = InteractionLimits.Read(file),
        Therapy = TherapyWindows.Read(file),
        KidneyDataYoungAge = file.Whole("renal.data.youngAge", 18, 60),
        MostCards = HookSets.All.ToImmutableDictionary(hook => hook, hook => file.Whole($"cards.most.{hook}", 1, 10)),
        PalliativeDays = file.Whole("palliative.days", 30, 730),
        OrderCodes = file.Codes("orderCodes", "creatinineMass", "creatinineMolar", Naloxone.Product),
        Jurisdiction = file.Choice<Jurisdiction>("jurisdiction"),
        Indicators = BaclofenPrecaution.All
            .SelectMany(precaution => precaution.Levels.Select(level => $"{precaution.Info.Id}.{level}"))
            .ToImmutableDictionary(level => level, level => file.Choice<Indicator>($"indicators.{level}")),
        Modes = BaclofenPrecaution.All.ToImmutableDictionary(
            precaution => precaution.Info.Id,
            precaution => file.Choice($"modes.{precaution.Info.Id}", PrecautionMode.Shown)),
    };

    private static KidneyPolicy ReadKidney(PolicyFile file) => new()
    {
        CreatinineFactor = file.Number("creatinine.factor", 88.4m, 88.42m),
        ObesityRatio = file.Number("cg.obesityRatio", 1.2m, 1.5m),
        WeightMonths = file.Whole("cg.weightMonths", 1, 36),
        HeightMonths = file.Whole("schwartz.heightMonths", 1, 12),
        HeightMonthsUnder2 = file.Whole("schwartz.heightMonthsUnder2", 1, 12),
        Windows = new StalenessWindows(ReadDays(file, "renal.windows.outpatient"), ReadDays(file, "renal.windows.inpatient")),
        AkiRiseMgPerDl = file.Number("renal.aki.riseMgPerDl", 0.1m, 1m),
        AkiRiseUmolPerL = file.Number("renal.aki.riseUmolPerL", 10m, 90m),
        AkiConditionDays = file.Whole("renal.aki.conditionDays", 1, 90),
        DialysisDays = file.Whole("renal.dialysisDays", 7, 90),
        CystatinLagDays = file.Whole("renal.cystatinLagDays", 0, 90),
        SmallSurface = file.Number("bsa.small", 0.5m, 1.73m),
        LargeSurface = file.Number("bsa.large", 1.73m, 4m),
    };

    private static BandDays ReadDays(PolicyFile file, string path) => new(
        file.Whole($"{path}.over60", 1, 730),
        file.Whole($"{path}.from30", 1, 730),
        file.Whole($"{path}.from15", 1, 730),
        file.Whole($"{path}.under15", 1, 730),
        file.Whole($"{path}.child", 1, 730));

    private static string VersionOf(ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<string, string> overrides)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(utf8.Span);
        foreach ((string key, string value) in overrides.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{key}={value}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
