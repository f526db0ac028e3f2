using System.Collections.Concurrent;
using System.Globalization;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Memory;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>No number of the policy is idle: changed by a little, some patient's verdict changes.</summary>
public sealed class PolicyMutationTests
{
    private static readonly string[] Abroad = ["DE", "UK", "AT", "CH", "CA", "FR"];

    private static readonly decimal[] Steps = [1m, 2.5m, 0.1m, 0.02m];

    private static readonly byte[] File = System.IO.File.ReadAllBytes(Path.Combine(Folder, "policy.json"));

    private static readonly TabletChoice Tablet = TabletChoice.From(Drug.Terms.Rows("baclofen-products"));

    private static readonly Call[] Probes = [.. Doses(), .. Ages(), .. Windows(), .. Supplies(), .. Bodies(), .. Watches(), .. Area.All.SelectMany(area => area.Calls())];

    private static readonly Dictionary<Area, int> Counts = Area.All.ToDictionary(area => area, area => area.Calls().Count());

    private static readonly BaclofenPolicy Shipped = Read();

    // Lazy: other threads cannot enter this class while its fields are still being set.
    private static readonly Lazy<string[]> AsShipped = new(() => AllOutcomes(Shipped));

    private static readonly ConcurrentDictionary<(string Path, string Value), string[]> AtHome = new();

    public static TheoryData<string, string> Entries
    {
        get
        {
            TheoryData<string, string> entries = [];
            foreach (string[] row in PolicyTable.Rows(PolicyTable.Numbers))
            {
                entries.Add(row[0], row[1]);
            }

            return entries;
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_number_that_changes_changes_a_verdict(string path, string value)
    {
        BaclofenPolicy[] changed = [.. Others(path, value).Select(other => Legal((path, other))).OfType<BaclofenPolicy>()];
        Assert.NotEmpty(changed);
        Assert.True(
            changed.Any(policy => Others(policy) != Others(Shipped))
            || PlacesFor(path).Any(places => changed.Any(policy => Differs(places, policy, AsShipped.Value)))
            || ChangesAbroad(path, value));
    }

    // Where a number belongs to a group of precautions, the calls of that group are asked first: they are made for it.
    private static IEnumerable<IEnumerable<int>> PlacesFor(string path)
    {
        int first = Probes.Length - Area.All.Sum(area => Counts[area]);
        foreach (Area area in Area.All)
        {
            if (PolicyTable.Rows(area.Policy).Any(row => row[0] == path))
            {
                yield return Enumerable.Range(first, Counts[area]);
            }

            first += Counts[area];
        }

        yield return Enumerable.Range(0, Probes.Length);
    }

    // A number may hold in one jurisdiction only, or where a site follows other texts.
    private static bool ChangesAbroad(string path, string value) => Abroad.Select(place => ("jurisdiction", place)).Append(("paed.max", "harriet")).Any(choice =>
    {
        string[] home = AtHome.GetOrAdd(choice, at => AllOutcomes(Legal(at)!));
        BaclofenPolicy[] changed = [.. Others(path, value).Select(other => Legal((path, other), choice)).OfType<BaclofenPolicy>()];
        return changed.Any(policy => Differs(Enumerable.Range(0, Probes.Length), policy, home));
    });

    private static IEnumerable<string> Others(string path, string value)
    {
        if (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
        {
            return path == "jurisdiction" ? Abroad
                : path == "paed.max" ? ["harriet"]
                : path.StartsWith("orderCodes.", StringComparison.Ordinal) ? ["urn:site|1|Test"]
                : value.Contains('/', StringComparison.Ordinal) ? ["9/10", "1/10"] : ((string[])["info", "warning", "critical"]).Where(level => level != value);
        }

        return Steps.SelectMany(step => (decimal[])[number + step, number - step]).Select(other => other.ToString(CultureInfo.InvariantCulture));
    }

    private static BaclofenPolicy? Legal(params (string Path, string Value)[] site)
    {
        try
        {
            return Read(site);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static BaclofenPolicy Read(params (string Path, string Value)[] site) =>
        BaclofenPolicy.Read(File, site.ToDictionary(one => one.Path, one => one.Value, StringComparer.Ordinal));

    private static string MostCards(BaclofenPolicy policy) => string.Join(' ', policy.MostCards.OrderBy(one => one.Key, StringComparer.Ordinal));

    // What no verdict shows.
    private static string Others(BaclofenPolicy policy) =>
        $"{string.Join(' ', policy.OrderCodes.OrderBy(one => one.Key, StringComparer.Ordinal))} {MostCards(policy)} {TaperScheduleTests.Plans(policy.Taper)} {Repeated(policy)} {ShownAgain(policy)}";

    /// <summary>Whether a finding is said again so long after it was overridden.</summary>
    private static string Repeated(BaclofenPolicy policy)
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        FactsSeal seal = new([.. new byte[32]]);
        (Indicator Indicator, TimeSpan Ago)[] overrides =
        [
            (Indicator.Warning, TimeSpan.FromDays(29.5)), (Indicator.Warning, TimeSpan.FromDays(30.5)),
            (Indicator.Critical, TimeSpan.FromHours(23.5)), (Indicator.Critical, TimeSpan.FromHours(24.5)),
        ];
        return string.Join(' ', overrides.Select(one =>
        {
            Verdict.Found found = new(one.Indicator, new FindingMessage(new Phrase(""), [], [], [], new Phrase(""))) { Facts = [new Fact("band", "G4")] };
            Judgement judgement = new(BaclofenPrecaution.All[0].Info, null, found);
            EarlierAnswer answer = new EarlierAnswer.Overridden(judgement.Precaution.Id, seal.Of(judgement)!, now - one.Ago, one.Indicator, "will-monitor");
            return Repeats.Settle([judgement], new([answer], seal), policy.Silence, isInpatient: false, now)[0].Verdict.GetType().Name;
        }));
    }

    /// <summary>Whether what is said once in a while is said again so many days after it was shown.</summary>
    private static string ShownAgain(BaclofenPolicy policy)
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        FactsSeal seal = new([.. new byte[32]]);
        int[] ago = [89, 90, 91, 179, 180, 181];
        return string.Join(' ', ((BaclofenPrecaution[])[Counselling.Precaution, LongTermReview.Precaution]).SelectMany(precaution => ago.Select(days =>
        {
            Verdict found = new Verdict.Found(Indicator.Info, new FindingMessage(new("x"), [], [], [], new("x")));
            EarlierAnswer shown = new EarlierAnswer.Shown(precaution.Info.Id, now.AddDays(-days));
            return Repeats.Settle([new Judgement(precaution.Info, null, found)], new([shown], seal), policy.Silence, isInpatient: false, now)[0].Verdict.GetType().Name;
        })));
    }

    private static string[] AllOutcomes(BaclofenPolicy policy) => [.. Probes.AsParallel().AsOrdered().Select(probe => Outcome(probe, policy))];

    private static bool Differs(IEnumerable<int> places, BaclofenPolicy policy, string[] before) =>
        places.AsParallel().Any(place => Outcome(Probes[place], policy) != before[place]);

    private static string Outcome(Call call, BaclofenPolicy policy)
    {
        OrderUnderCheck order = OrderUnderCheck.Of(call.Session, call.Session.Judged[0], RenalFunctionResolver.Resolve(call.Patient, policy.Kidney), policy, Tablet);
        return string.Join('\n', BaclofenPrecaution.All.Select(precaution => precaution.Of(order)).Select(verdict => verdict is Verdict.Found found
            ? $"{found.Indicator} {string.Join(' ', ((Phrase[])[found.Message.Summary, .. found.Message.Found, .. found.Message.Act]).Select(Drug.Words.Plain))} {string.Join(' ', found.Acts)}"
            : verdict.GetType().Name));
    }

    private static IEnumerable<Call> Doses()
    {
        PatientSnapshot[] patients =
        [
            .. ((decimal[])[100, 75, 50, 40, 20, 10]).SelectMany(egfr => (PatientSnapshot[])[APatient().WithEgfr(egfr), APatient().Aged(70).WithEgfr(egfr)]),
            APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) },
            APatient().WithEgfr(100, 5) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) },
        ];
        decimal[] doses = [2.5m, 3.5m, 5, 6, 7.5m, 8, 9, 10, 14, 15, 16, 19, 20, 21, 30, 31, 40, 41, 50, 51, 60, 80, 81, 100, 101];
        foreach (PatientSnapshot patient in patients)
        {
            foreach (decimal mg in doses)
            {
                yield return Order(mg).For(patient);
                yield return Order(mg).For(patient).Renewing(Running(mg));
                yield return Order(mg).For(patient).Renewing(Running(5));
            }
        }

        yield return Unread().For(APatient());
        yield return (Order(50) with { Accepted = new AppliedMark("renal-moderate", "G3b", 50) { IsTaper = true } }).For(APatient().WithEgfr(40)).Renewing(Running(60));
        yield return Order(100).For(APatient().WithEgfr(100)).Renewing(Running(70));
        yield return Order(5).For(APatient() with { Conditions = Records.Whole(Condition("ckd", "stage3b")) });
        yield return Order(5).For(APatient() with { Creatinines = Records.Whole(Creatinine(2m), Creatinine(1m, 30)) });
        yield return Order(5).For(APatient().WithEgfr(20)).Renewing(Running(5, days: 30));
        yield return Order(5).For(APatient().WithEgfr(20)).Renewing(Running(5, days: 29));
        yield return Order(50).For(APatient().WithEgfr(100)).Beside(Running(50, days: 14));
        yield return Order(50).For(APatient().WithEgfr(100)).Beside(Running(50, days: 13));
    }

    private static IEnumerable<Call> Watches()
    {
        foreach (int days in (int[])[179, 180, 181])
        {
            yield return Order(60).For(APatient().WithEgfr(20) with { Conditions = Records.Whole(Condition("palliative-care", "palliative", days)) });
        }

        yield return Order(76).For(APatient().WithEgfr(100)).Renewing(Running(70));
        foreach (int days in (int[])[399, 400, 401])
        {
            yield return Order(90).For(APatient().WithEgfr(100)).Renewing(Running(90, days));
        }
    }

    private static IEnumerable<Call> Ages() => Enumerable.Range(38, 4).Concat(Enumerable.Range(63, 4)).Select(age => Order(20).For(APatient().Aged(age)));

    private static IEnumerable<Call> Windows()
    {
        PatientSnapshot inpatient = APatient() with { Setting = new Known<CareSetting>.Value(CareSetting.Inpatient) };
        foreach (decimal egfr in (decimal[])[90, 50, 20, 10])
        {
            foreach (int days in (int[])[2, 3, 4, 6, 7, 8, 89, 90, 91, 119, 120, 121, 179, 180, 181, 364, 365, 366])
            {
                yield return Order(20).For(APatient().WithEgfr(egfr, days));
                yield return Order(20).For(inpatient.WithEgfr(egfr, days));
                yield return Order(20).For(APatient().Aged(10).WithEgfr(Math.Min(egfr, 50), days));
                yield return Order(20).For(inpatient.Aged(10).WithEgfr(Math.Min(egfr, 50), days));
            }
        }

        foreach (int days in (int[])[29, 30, 31])
        {
            yield return Order(20).For(APatient() with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, days)) });
            yield return Order(20).For(APatient() with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", days)) });
            yield return Order(20).For(APatient() with { Egfrs = Records.Whole(Egfr(50, days, EgfrMethod.CreatinineAndCystatin)), Creatinines = Records.Whole(Creatinine(4)) });
        }
    }

    private static IEnumerable<Call> Supplies()
    {
        KnownDrug watched = new(IsWatched: true, []);
        Call Supplied(int daysAgo, int daysSupply) => Order(60).For(APatient().WithEgfr(100) with
        {
            Dispenses = Records.Whole(new DrugDispense(watched, Route.Oral, Today.AddDays(-daysAgo), daysSupply, "MedicationDispense/d")),
        });

        foreach (int daysAgo in (int[])[27, 28, 29, 30, 31, 32, 33])
        {
            yield return Supplied(daysAgo, 1);
        }

        foreach (int daysPast in (int[])[11, 12, 13, 14, 15, 16, 17])
        {
            yield return Supplied(100, 100 - daysPast);
        }
    }

    private static IEnumerable<Call> Bodies()
    {
        PatientSnapshot failing = APatient() with { Creatinines = Records.Whole(Creatinine(2m)) };
        foreach (int days in (int[])[340, 380, 150, 190, 80, 100])
        {
            yield return Order(20).For(failing with { Weights = Records.Whole(Measure(70, days)) });
            yield return Order(20).For(failing.Aged(10) with { Heights = Records.Whole(Measure(140, days)) });
            yield return Order(20).For(failing with { BirthDate = Born(Today.AddMonths(-20)), Heights = Records.Whole(Measure(80, days)), Creatinines = Records.Whole(Creatinine(0.8m)) });
        }

        // Around the ratio of actual to ideal weight, and around the surfaces that are called unusual.
        foreach (decimal weight in (decimal[])[43, 44, 45, 46, 47, 48, 49, 50, 80, 85, 90, 92, 94, 95, 96, 98, 100, 105, 110, 112, 114, 116, 118, 120, 125, 130])
        {
            yield return Order(20).For(failing with { Weights = Records.Whole(Measure(weight)), Heights = Records.Whole(Measure(175)) });
            yield return Order(20).For(failing with { Weights = Records.Whole(Measure(weight)), Heights = Records.Whole(Measure(165)) });
        }

        // Clearances close under and over the steps of the reduction.
        foreach (decimal weight in (decimal[])[40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 53, 54, 55, 56, 70, 71, 72, 73, 74, 75])
        {
            foreach (decimal creatinine in (decimal[])[0.9m, 1m, 1.1m, 1.5m, 1.6m])
            {
                yield return Order(12).For(APatient() with { Creatinines = Records.Whole(Creatinine(creatinine)), Weights = Records.Whole(Measure(weight)) });
            }
        }

        foreach (decimal weight in (decimal[])[56, 57, 57.6m, 58])
        {
            yield return Order(16).For(APatient() with { Creatinines = Records.Whole(Creatinine(0.8m)), Weights = Records.Whole(Measure(weight)) });
        }

        foreach (decimal rise in (decimal[])[0.28m, 0.3m, 0.32m, 0.35m])
        {
            yield return Order(20).For(APatient() with { Creatinines = Records.Whole(Creatinine(1 + rise), Creatinine(1m, 1)) });
            yield return Order(20).For(APatient() with { Creatinines = Records.Whole(MolarCreatinine(100 + (rise * 88.4m)), MolarCreatinine(100, 1)) });
        }

        yield return Order(20).For(APatient() with { Creatinines = Records.Whole(MolarCreatinine(126.5m), MolarCreatinine(100, 1)) });
        yield return Order(20).For(APatient() with { Creatinines = Records.Whole(Creatinine(1.5m), MolarCreatinine(88.405m, 30)) });
    }
}
