using System.Text.RegularExpressions;
using CsCheck;
using FhirSafety.Cards;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

/// <summary>What precautions say and what the words file can say are the same.</summary>
public sealed partial class WordsTests
{
    // Said by the composer and the suggestions, not by a precaution.
    private static readonly string[] Others =
    [
        "language", "source.", "notChecked.", "why.", "further.", "due.", "suggest.", "regimen.", "taper.", "when.", "override.",
        "service.", "serviceText.", "task.", "taskText.", "instruct.", "condition.", "evidence.", "epic.",
    ];

    [Fact]
    public void Every_sentence_has_exactly_the_places_a_precaution_fills()
    {
        foreach (Phrase phrase in Said().DistinctBy(phrase => phrase.Key))
        {
            string[] places = [.. Place().Matches(Drug.Words[phrase.Key]).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];
            Assert.Equal(phrase.Arguments.Select(argument => argument.Name).Concat(phrase.Terms.Select(term => term.Name)).Order(StringComparer.Ordinal), places);
        }
    }

    [Fact]
    public void No_sentence_waits_for_a_precaution_that_never_says_it()
    {
        HashSet<string> said = [.. Said().SelectMany(phrase => phrase.Terms.Select(term => term.Key).Prepend(phrase.Key))];
        string[] unsaid = [.. Drug.Words.Keys.Where(key => !said.Contains(key) && !Others.Any(other => key.StartsWith(other, StringComparison.Ordinal)))];
        Assert.Equal("", string.Join(' ', unsaid));
    }

    [Fact]
    public void Every_gap_reason_due_date_and_override_has_its_words()
    {
        foreach (Judgement judgement in Samples().SelectMany(call => call.Judge()))
        {
            Assert.All(judgement.Precaution.OverrideReasons, code => Assert.True(Drug.Words.Has($"override.{code}"), code));
            if (judgement.Verdict is Verdict.NotChecked gap)
            {
                Assert.Contains("{why}", Drug.Words[$"notChecked.{gap.What}"], StringComparison.Ordinal);
                Assert.True(Drug.Words.Has($"why.{gap.Reason}"));
            }

            IEnumerable<Act> acts = judgement.Verdict is Verdict.Found found ? found.Acts : [];
            Assert.All(acts.OfType<Act.OrderCreatinine>(), order => Assert.True(Drug.Words.Has(order.Due)));
        }
    }

    [Fact]
    public void A_words_file_that_is_no_flat_list_of_sentences_stops_the_start()
    {
        foreach (string broken in (string[])["[]", "{ \"a\": 1 }", "{ \"a\": \"b\", \"a\": \"c\" }", "{"])
        {
            Assert.Contains("words/en.json", Assert.Throws<InvalidDataException>(() => Words.Read(System.Text.Encoding.UTF8.GetBytes(broken))).Message, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("{(?<name>[^}]+)}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    private static IEnumerable<Phrase> Said() => Samples().SelectMany(call => call.Judge())
        .Select(judgement => judgement.Verdict).OfType<Verdict.Found>()
        .SelectMany(found => (Phrase[])[found.Message.Summary, .. found.Message.Found, .. found.Message.Why, .. found.Message.Act, found.Message.Sources]);

    private static Call[]? _samples;

    // Generated patients, and by hand what chance would meet too seldom.
    private static Call[] Samples() => _samples ??= [.. Rare(), .. Area.All.SelectMany(area => area.Calls()), .. Cases.AnyCallAtAll.Array[4000].Single(_ => true, "0000000000000")];

    private static IEnumerable<Call> Rare()
    {
        PatientSnapshot stage4 = APatient() with { Conditions = Records.Whole(Condition("ckd", "stage4")) };
        foreach (DoseProblem problem in Enum.GetValues<DoseProblem>())
        {
            yield return Unread(problem: problem).For(APatient());
            yield return Unread(0.1m, problem).For(APatient().WithEgfr(40));
        }

        DailyDose.Oral remarked = (DailyDose.Oral)Oral(90) with
        {
            Implausible = true,
            Remarks = [.. Enum.GetValues<DoseRemarkKind>().Select(kind => new DoseRemark(kind, kind is DoseRemarkKind.TextDiffers or DoseRemarkKind.ReadFromText ? "as told" : null))],
        };
        foreach (PatientSnapshot patient in (PatientSnapshot[])[stage4, APatient().WithEgfr(50), APatient().WithEgfr(20), APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) }])
        {
            yield return (Order(1) with { Dose = remarked }).For(patient);
            yield return Pump().For(patient);
            yield return NoDose().For(patient).Writing();
            yield return Order(20).For(patient.Aged(10));
            yield return (Order(20) with { Replaces = ["MedicationRequest/x"] }).For(patient);
            yield return Order(5).Accepted("Dialysis", 5).For(patient);
            yield return Order(20).For(patient).Renewing(Running(20) with { AuthoredOn = null });
            yield return Order(20).For(patient).Renewing(Running(20) with { Dose = Unread().Dose });
            yield return Order(90).For(patient with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) });
            yield return Order(30).For(patient).Renewing(Running(2.5m));
        }

        yield return Order(90).For(APatient()).In("DE");

        foreach (MissingReason gap in Enum.GetValues<MissingReason>())
        {
            yield return Order(20).For(APatient().Aged(70) with { Creatinines = Records.Unknown<CreatinineResult>(gap) });
        }

        yield return Unread(90).For(APatient());
        yield return Pump().For(APatient().Aged(70));
        yield return (Unread() with { Route = Route.Intrathecal }).For(APatient());
        yield return Order(20).For(APatient().Aged(10).WithEgfr(50, 300));
        yield return Order(15).For(APatient().WithEgfr(59) with { Setting = new Known<CareSetting>.Value(CareSetting.Inpatient) });
        yield return Order(15).For(APatient().WithEgfr(55, 30) with { Setting = new Known<CareSetting>.Value(CareSetting.Inpatient) });
        yield return Order(15).For(APatient() with { Egfrs = Records.Whole(Egfr(60) with { Comparator = Comparator.Below }) });
        yield return Order(20).For(APatient() with { Creatinines = Records.Whole(Creatinine(1.4m), Creatinine(1m, 1.5)) });
        yield return Order(20).For(APatient() with { Creatinines = Records.Whole(Creatinine(2m), Creatinine(1m, 30)) }).Renewing(Running(20));
        yield return Order(40).Accepted("G3b+aki2", 40).For(APatient() with { Creatinines = Records.Whole(Creatinine(2m), Creatinine(1m, 30)) }).Renewing(Running(60));
        yield return Order(20).For(APatient() with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, 3)) });
        yield return Order(20).For(stage4.WithEgfr(50));
        yield return Order(110).For(APatient().WithEgfr(95)).Renewing(Running(60));
        yield return Order(110).For(APatient().WithEgfr(95)).Renewing(Running(90));
        PatientSnapshot large = APatient().Aged(80) with { Creatinines = Records.Whole(Creatinine(1.5m)), Weights = Records.Whole(Measure(48m)) };
        yield return Order(15).For(large).Renewing(Running(15));
        yield return Order(15).For(large with { BirthDate = Born(Today.AddYears(-81), Today.AddYears(-80)), Heights = Records.Whole(Measure(150m)), Sex = new Known<Sex>.Value(Sex.Undetermined) });
    }
}
