using System.Collections.Frozen;
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
    /// <summary>First 12 hex digits of the SHA-256 of the numbers in force, so that a changed site shows.</summary>
    public required string Version { get; init; }

    /// <summary>Every entry as in force, for the evidence pages.</summary>
    public required ImmutableArray<PolicyEntry> Entries { get; init; }

    /// <summary>Age in years from which checks for older adults hold.</summary>
    public required int OlderAge { get; init; }

    /// <summary>What the kidney resolver needs.</summary>
    public required KidneyPolicy Kidney { get; init; }

    /// <summary>Dose by kidney band.</summary>
    public required RenalDoses Renal { get; init; }

    /// <summary>Dose limits that do not rest on the kidneys.</summary>
    public required DoseLimits Dose { get; init; }

    /// <summary>Limits on how an order is written.</summary>
    public required RegimenLimits Regimen { get; init; }

    /// <summary>Limits of doses into the spine.</summary>
    public required IntrathecalLimits Intrathecal { get; init; }

    /// <summary>Windows of what is watched in a patient who takes it.</summary>
    public required WatchWindows Watch { get; init; }
    /// <summary>What a child may be given.</summary>
    public required ChildLimits Child { get; init; }

    /// <summary>Pregnancy and breastfeeding.</summary>
    public required PregnancyLimits Pregnancy { get; init; }

    /// <summary>Older adults, falls, and drugs that act on the brain.</summary>
    public required OlderLimits Older { get; init; }

    /// <summary>Days up to which a course of an NSAID is short.</summary>
    public required int NsaidShortDays { get; init; }

    /// <summary>Days for which baclofen and an NSAID must both have been taken unchanged to count as known to agree.</summary>
    public required int NsaidStableDays { get; init; }
    /// <summary>Other drugs and alcohol.</summary>
    public required InteractionLimits Interactions { get; init; }

    /// <summary>What counts as established and renewed.</summary>
    public required TherapyWindows Therapy { get; init; }

    /// <summary>The numbers of the taper.</summary>
    public required TaperPolicy Taper { get; init; }
    /// <summary>What the precautions on the patient's conditions need.</summary>
    public required ConditionsPolicy Conditions { get; init; }

    /// <summary>The numbers of stops, cuts and gaps.</summary>
    public required WithdrawalPolicy Withdrawal { get; init; }

    /// <summary>The numbers of the pump.</summary>
    public required PumpPolicy Pump { get; init; }

    /// <summary>Age in years under which missing kidney data without other risk is a line and no card.</summary>
    public required int KidneyDataYoungAge { get; init; }

    /// <summary>How long an override holds.</summary>
    public required SilencePolicy Silence { get; init; }

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
    public required FrozenDictionary<string, PrecautionMode> Modes { get; init; }

    private FrozenDictionary<(string Precaution, string Level), Indicator> Indicators { get; init; } = FrozenDictionary<(string, string), Indicator>.Empty;

    /// <summary>The indicator of a precaution's level, as <c>renal-severe</c> and <c>avoid</c>.</summary>
    public Indicator Level(string precaution, string level) => Indicators[(precaution, level)];

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
        Entries = file.Entries,
        OlderAge = file.Whole("age.older", 50, 90),
        Kidney = ReadKidney(file),
        Renal = RenalDoses.Read(file),
        Dose = DoseLimits.Read(file),
        Regimen = RegimenLimits.Read(file),
        Intrathecal = IntrathecalLimits.Read(file),
        Watch = WatchWindows.Read(file),
        Child = ChildLimits.Read(file),
        Pregnancy = PregnancyLimits.Read(file),
        Older = OlderLimits.Read(file),
        NsaidShortDays = file.Whole("renal.nsaid.shortDays", 1, 30),
        NsaidStableDays = file.Whole("renal.nsaid.stableDays", 14, 180),
        Interactions = InteractionLimits.Read(file),
        Therapy = TherapyWindows.Read(file),
        Taper = TaperPolicy.Read(file),
        Conditions = ConditionsPolicy.Read(file),
        Withdrawal = WithdrawalPolicy.Read(file),
        Pump = PumpPolicy.Read(file),
        KidneyDataYoungAge = file.Whole("renal.data.youngAge", 18, 60),
        MostCards = HookSets.All.ToImmutableDictionary(hook => hook, hook => file.Whole($"cards.most.{hook}", 1, 10)),
        PalliativeDays = file.Whole("palliative.days", 30, 730),
        OrderCodes = file.Codes("orderCodes", "creatinineMass", "creatinineMolar", "nephrology", Naloxone.Product),
        Jurisdiction = file.Choice<Jurisdiction>("jurisdiction"),
        Indicators = BaclofenPrecaution.All
            .SelectMany(precaution => precaution.Levels.Select(level => (Precaution: precaution.Info.Id, Level: level)))
            .ToFrozenDictionary(key => key, key => file.Choice<Indicator>($"indicators.{key.Precaution}.{key.Level}")),
        Modes = BaclofenPrecaution.All.ToFrozenDictionary(
            precaution => precaution.Info.Id,
            precaution => file.Choice($"modes.{precaution.Info.Id}", PrecautionMode.Shown)),
        Silence = new SilencePolicy(
            TimeSpan.FromDays(file.Whole("silence.days", 1, 90)), TimeSpan.FromHours(file.Whole("silence.criticalHours", 1, 72)))
        {
            OnceInDays = ImmutableDictionary<string, int>.Empty
                .Add(Counselling.Id, file.Whole("silence.counsellingDays", 1, 365))
                .Add(LongTermReview.Id, file.Whole("silence.longTermReviewDays", 1, 365)),
        },
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
