using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Memory;

namespace FhirSafety.Baclofen;

/// <summary>Every number, window and indicator the precautions use, as in force here. Read once, at start.</summary>
public sealed record BaclofenPolicy
{
    private static readonly string[] HooksWithLimit = ["order-select", "order-sign"];

    private static readonly string[] Levels =
    [
        "renal-dialysis.avoid", "renal-aki.stage1", "renal-aki.stage2", "renal-aki.harmDose", "renal-severe.avoid",
        "renal-moderate.harmDose", "renal-moderate.aboveLimitOrOlder", "renal-moderate.otherwise", "renal-mild.note",
        "renal-problem-list.newOrRaised", "renal-data.atRisk", "renal-data.otherwise", "dose-max-daily.aboveMaximum",
        "dose-max-daily.farAbove", "dose-start-high.aboveStart", "dose-start-high.atRisk", "dose-unresolved.note",
    ];

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

    /// <summary>What counts as established and renewed.</summary>
    public required TherapyWindows Therapy { get; init; }

    /// <summary>Age in years under which missing kidney data without other risk is a line and no card.</summary>
    public required int KidneyDataYoungAge { get; init; }

    /// <summary>How long an override holds.</summary>
    public required SilencePolicy Silence { get; init; }

    /// <summary>The most cards of a hook.</summary>
    public required ImmutableDictionary<string, int> MostCards { get; init; }

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
        Therapy = TherapyWindows.Read(file),
        KidneyDataYoungAge = file.Whole("renal.data.youngAge", 18, 60),
        Silence = new SilencePolicy(
            TimeSpan.FromDays(file.Whole("silence.days", 1, 90)), TimeSpan.FromHours(file.Whole("silence.criticalHours", 1, 72))),
        MostCards = HooksWithLimit.ToImmutableDictionary(hook => hook, hook => file.Whole($"cards.most.{hook}", 1, 10)),
        Indicators = Levels.ToImmutableDictionary(level => level, level => file.Indicator($"indicators.{level}")),
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
