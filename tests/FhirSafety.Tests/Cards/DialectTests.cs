using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FhirSafety.Baclofen;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Scenarios;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;

namespace FhirSafety.Tests.Cards;

/// <summary>What clients that do not speak CDS Hooks 2.0 are told.</summary>
public sealed partial class DialectTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> Items = new(StringComparer.Ordinal) { ["5 mg x 1"] = "4711", ["5 mg x 3"] = "4712" };

    // The members of CDS Hooks 1.0, and extension, which it reserves on every object.
    private static readonly string[] CardOf1 = ["summary", "detail", "indicator", "source", "suggestions", "selectionBehavior", "links", "extension"];
    private static readonly string[] SourceOf1 = ["label", "url", "icon"];
    private static readonly string[] SuggestionOf1 = ["label", "uuid", "actions"];
    private static readonly string[] ActionOf1 = ["type", "description", "resource"];

    public static TheoryData<string, Dialect, bool> Golden
    {
        get
        {
            TheoryData<string, Dialect, bool> golden = [];
            foreach (string scenario in (string[])["renal-severe-new-start", "dose-max-daily-far-above", "renal-data-none-on-file", "withdrawal-abrupt-stop", "opioid-copd", "suicide-and-opioid-use", "opioid-no-medication-list", "dose-start-high"])
            {
                golden.Add(scenario, Dialect.Standard, false);
                golden.Add(scenario, Dialect.Epic, false);
                golden.Add(scenario, Dialect.CdsHooks10, false);
            }

            golden.Add("renal-severe-new-start", Dialect.Epic, true);
            return golden;
        }
    }

    /// <summary>After a change that is meant: review what stands in <c>bin/.../dialects</c> and copy it over.</summary>
    [Theory]
    [MemberData(nameof(Golden))]
    public async Task The_answer_is_the_one_that_was_reviewed(string scenario, Dialect dialect, bool mapped)
    {
        string file = Path.Combine("dialects", $"{scenario}.{dialect}{(mapped ? "-mapped" : "")}.json");
        JsonNode answer = JsonNode.Parse(HookResponseWriter.Write(Speak(await AnswerAsync(scenario), dialect, mapped)).Span)!;
        string actual = WithoutUuids(answer.ToJsonString(Readable)) + "\n";
        string written = Path.Combine(AppContext.BaseDirectory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        await File.WriteAllTextAsync(written, actual);
        string reviewed = Path.Combine(AppContext.BaseDirectory, "TestData", file);
        Assert.Equal(File.Exists(reviewed) ? await File.ReadAllTextAsync(reviewed) : "", actual);
    }

    [Fact]
    public async Task The_standard_answer_stays_as_it_is()
    {
        HookResponse standard = await AnswerAsync("renal-severe-new-start");
        Assert.Same(standard, Speak(standard, Dialect.Standard));
    }

    [Fact]
    public void An_epic_topic_is_letters_and_digits_and_one_a_precaution_and_indicator()
    {
        string[] topics = [.. BaclofenPrecaution.All.Select(precaution => precaution.Info.Id).Append(CardComposer.NotCheckedTopic).Append(CardComposer.FurtherPointsTopic)
            .SelectMany(id => Enum.GetValues<Indicator>().Select(indicator => EpicCard.TopicOf(id, indicator)))];
        Assert.All(topics, topic => Assert.True(topic.Length <= 100 && topic.All(char.IsAsciiLetterOrDigit), topic));
        Assert.Equal(topics.Length, topics.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("RenalSevereCritical", EpicCard.TopicOf("renal-severe", Indicator.Critical));
    }

    [Fact]
    public async Task Epic_gets_one_action_a_suggestion_and_no_dose_to_write()
    {
        HookResponse standard = await AnswerAsync("renal-severe-new-start");
        Suggestion[] possible = [.. standard.Cards[0].Suggestions.Where(one => one.Actions[0] is not SuggestedAction.Update)];
        Suggestion both = new(Guid.NewGuid(), "Both", [.. possible.SelectMany(one => one.Actions)], IsRecommended: true);
        Card card = Speak(new HookResponse([standard.Cards[0] with { Suggestions = [both, .. standard.Cards[0].Suggestions.Except(possible)] }]), Dialect.Epic).Cards[0];

        Assert.Equal(SelectionBehavior.Any, card.SelectionBehavior);
        Assert.All(card.Suggestions, suggestion => Assert.Single(suggestion.Actions));
        Assert.Equal(card.Suggestions.Length, card.Suggestions.Select(suggestion => suggestion.Uuid).Distinct().Count());
        Assert.Contains(card.Suggestions, suggestion => suggestion.Uuid == both.Uuid);
        Assert.DoesNotContain(card.Suggestions, suggestion => suggestion.Actions[0] is SuggestedAction.Update);
        Assert.Contains("- By hand: Change to 5 mg once daily", card.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taper_that_cannot_be_ordered_is_left_to_the_hand_whole_and_takes_no_order_out()
    {
        HookResponse standard = await AnswerAsync("taper-to-kidney-ceiling");
        Assert.Contains(standard.Cards[0].Suggestions.SelectMany(one => one.Actions), action => action is SuggestedAction.Delete);
        Card card = Speak(standard, Dialect.Epic).Cards[0];
        Assert.DoesNotContain(card.Suggestions.SelectMany(one => one.Actions), action => action is SuggestedAction.Delete);
        Assert.Contains("By hand: Taper 60 to 15 mg/day over 12 days.", card.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("By hand: Day", card.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dose_the_site_has_an_item_for_is_taken_by_removing_and_ordering_together()
    {
        HookResponse standard = await AnswerAsync("renal-severe-new-start");
        Suggestion change = standard.Cards[0].Suggestions.Single(one => one.Actions[0] is SuggestedAction.Update) with { IsRecommended = true };
        Card card = Speak(new HookResponse([standard.Cards[0] with { Suggestions = [change] }]), Dialect.Epic, mapped: true).Cards[0];

        Assert.Equal(2, card.Suggestions.Length);
        Assert.All(card.Suggestions, suggestion => Assert.True(suggestion.IsRecommended));
        string removed = Assert.IsType<SuggestedAction.Delete>(card.Suggestions[0].Actions[0]).ResourceId;
        JsonObject ordered = Assert.IsType<SuggestedAction.Create>(card.Suggestions[1].Actions[0]).Resource.AsObject();
        Assert.Equal(((SuggestedAction.Update)change.Actions[0]).Resource["id"]!.GetValue<string>(), removed.Split('/')[1]);
        Assert.Equal("4711", (string?)ordered["medicationCodeableConcept"]!["coding"]![0]!["code"]);
        Assert.NotNull(JsonSerializer.Deserialize<Hl7.Fhir.Model.Resource>(ordered.ToJsonString(), DoseUpdateTests.Strict));
    }

    [Fact]
    public async Task Removing_is_preselected_with_the_order_that_takes_the_place_of_what_is_removed()
    {
        HookResponse standard = await AnswerAsync("renal-severe-new-start");
        Card card = standard.Cards[0] with { Suggestions = [.. standard.Cards[0].Suggestions.Select(one => one with { IsRecommended = one.Actions[0] is SuggestedAction.Update })] };
        Card epic = Speak(new HookResponse([card]), Dialect.Epic, mapped: true).Cards[0];
        Assert.True(Assert.Single(epic.Suggestions, one => one.Actions[0] is SuggestedAction.Delete).IsRecommended);
    }

    [Theory]
    [InlineData("""{ "dosageInstruction": [ { "timing": { "repeat": { "frequency": 3 } }, "doseAndRate": [ { "doseQuantity": { "value": 5 } } ] } ] }""", "5 mg x 3")]
    [InlineData("""{ "dosageInstruction": [ { "timing": { "repeat": { "frequency": 1 } }, "doseAndRate": [ { "doseQuantity": { "value": 5 } } ] }, { "timing": { "repeat": { "frequency": 1 } }, "doseAndRate": [ { "doseQuantity": { "value": 7.5 } } ] }, { "timing": { "repeat": { "frequency": 1 } }, "doseAndRate": [ { "doseQuantity": { "value": 7.5 } } ] } ] }""", "5 mg x 1 + 7.5 mg x 2")]
    [InlineData("""{ "dosageInstruction": [ { "text": "as before" } ] }""", null)]
    [InlineData("{}", null)]
    public void A_dose_is_named_as_a_site_writes_it_in_its_list(string order, string? dose) =>
        Assert.Equal(dose, EpicCard.DoseOf(JsonNode.Parse(order)!.AsObject()));

    [Fact]
    public async Task An_order_of_a_product_is_coded_by_the_oid_epic_knows_and_one_with_a_dose_is_left_to_the_hand()
    {
        const string Product = """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "coding": [ { "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1659929" } ] } }""";
        JsonObject withDose = JsonNode.Parse(Product)!.AsObject();
        withDose["dosageInstruction"] = new JsonArray(new JsonObject { ["text"] = "taper" });
        Card card = (await AnswerAsync("renal-severe-new-start")).Cards[0] with
        {
            Suggestions = [Creating("Order the spray", JsonNode.Parse(Product)!), Creating("Order the taper", withDose), Creating("Plan it", new JsonObject { ["resourceType"] = "CarePlan" })],
        };
        Card epic = Speak(new HookResponse([card]), Dialect.Epic).Cards[0];

        JsonNode order = Assert.IsType<SuggestedAction.Create>(Assert.Single(epic.Suggestions).Actions[0]).Resource;
        Assert.Equal("urn:oid:2.16.840.1.113883.6.88", (string?)order["medicationCodeableConcept"]!["coding"]![0]!["system"]);
        Assert.Contains("By hand: Order the taper.", epic.Detail, StringComparison.Ordinal);
        Assert.Contains("By hand: Plan it.", epic.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_full_does_not_grow_over_its_limit()
    {
        Card card = (await AnswerAsync("renal-severe-new-start")).Cards[0] with { Detail = new string('a', 1200) };
        Assert.Equal(1200, Speak(new HookResponse([card]), Dialect.Epic).Cards[0].Detail!.Length);
    }

    [Fact]
    public async Task Version_1_has_no_member_that_came_later_and_recommends_by_order()
    {
        HookResponse standard = await AnswerAsync("renal-data-none-on-file");
        Card turned = standard.Cards[0] with { Suggestions = [.. standard.Cards[0].Suggestions.Reverse()], SelectionBehavior = SelectionBehavior.Any };
        foreach (HookResponse response in (HookResponse[])[new HookResponse([turned]), standard, await AnswerAsync("renal-severe-new-start")])
        {
            JsonNode answer = JsonNode.Parse(HookResponseWriter.Write(Speak(response, Dialect.CdsHooks10)).Span)!;
            foreach (JsonNode? card in answer["cards"]!.AsArray())
            {
                OnlyHas(card, CardOf1);
                OnlyHas(card!["source"], SourceOf1);
                Assert.Equal("at-most-one", (string?)card["selectionBehavior"]);
                Assert.All(card["suggestions"]!.AsArray(), suggestion => OnlyHas(suggestion, SuggestionOf1));
                Assert.All(card["suggestions"]!.AsArray().SelectMany(suggestion => suggestion!["actions"]!.AsArray()), action => OnlyHas(action, ActionOf1));
            }

            Assert.Equal(
                response.Cards[0].Suggestions.Single(one => one.IsRecommended).Label,
                (string?)answer["cards"]![0]!["suggestions"]![0]!["label"]);
        }
    }

    private static Suggestion Creating(string what, JsonNode resource) => new(Guid.NewGuid(), what, [new SuggestedAction.Create(what, resource)]);

    private static void OnlyHas(JsonNode? json, string[] members) => Assert.Empty(json!.AsObject().Select(member => member.Key).Except(members));

    private static HookResponse Speak(HookResponse standard, Dialect dialect, bool mapped = false) =>
        new Dialects(Drug.Words, mapped ? Items : []).Speak(standard, dialect);

    private static async Task<HookResponse> AnswerAsync(string scenario)
    {
        byte[] body = Scenario.Request(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "scenarios"), scenario, Patients.Now)!;
        HookRequestReading reading = HookRequestReader.Read(JsonElement.Parse(Encoding.UTF8.GetString(body)), [.. Drug.Services.Select(service => service.Hook)]);
        CheckResult result = await new SafetyCheck(Drug, TimeZoneInfo.Utc).RunAsync(Assert.IsType<HookRequestReading.Accepted>(reading).Request, new RequestData(), Patients.Now, CancellationToken.None);
        return Assert.IsType<CheckResult.Answered>(result).Response;
    }

    private static string WithoutUuids(string json)
    {
        List<string> seen = [];
        return Uuid().Replace(json, match =>
        {
            int place = seen.IndexOf(match.Value);
            if (place < 0)
            {
                place = seen.Count;
                seen.Add(match.Value);
            }

            return $"uuid-{place + 1}";
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uuid();
}
