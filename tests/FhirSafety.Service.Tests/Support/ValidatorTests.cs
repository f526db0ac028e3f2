using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Tests.CdsHooks;

namespace FhirSafety.Service.Tests.Support;

/// <summary>A validator that lets faults through would make every other test here worthless.</summary>
public sealed class ValidatorTests
{
    [Theory]
    [InlineData("response-two-cards.json")]
    [InlineData("response-no-guidance.json")]
    [InlineData("cdshooks-response-empty-good.json")]
    public void Published_examples_that_are_right_pass(string file) => Assert.Empty(CdsHooksValidator.Response(Example(file)));

    [Theory]
    [InlineData("response-autolaunchable-INVALID-no-indicator.json", "$.cards[0].indicator: is required")]
    [InlineData("cdshooks-response-empty-bad.json", "$.cards: is required")]
    [InlineData("cdshooks-response-empty-source.json", "$.cards[0].source.label: is required")]
    [InlineData("cdshooks-response-empty-source.json", "$.cards[0].source: is empty")]
    [InlineData("cdshooks-response-suggestion.json", "$.cards[0].selectionBehavior: is required")]
    [InlineData("cdshooks-response-suggestion.json", "$.cards[0].suggestions[0].actions[0].resource.id: is required")]
    [InlineData("cdshooks-response-source-link.json", "$.cards[0].summary: has 140 characters or more")]
    [InlineData("cdshooks-response-source-link.json", "$.cards[0].links[0].type: is required")]
    public void Published_examples_that_are_wrong_fail(string file, string fault) =>
        Assert.Contains(fault, CdsHooksValidator.Response(Example(file)));

    [Theory]
    [InlineData("uuid", "\"1\"", "$.cards[0].uuid")]
    [InlineData("detail", "null", "$.cards[0].detail")]
    [InlineData("links", "[]", "$.cards[0].links")]
    [InlineData("extension", "{}", "$.cards[0].extension")]
    [InlineData("indicator", "\"Critical\"", "$.cards[0].indicator")]
    [InlineData("indicator", "\"hard-stop\"", "$.cards[0].indicator")]
    [InlineData("selectionBehavior", "\"all\"", "$.cards[0].selectionBehavior")]
    [InlineData("overrideReasons", """[{"system":"s","code":"c"}]""", "$.cards[0].overrideReasons[0].display")]
    [InlineData("links", """[{"label":"l","url":"/x","type":"absolute"}]""", "$.cards[0].links[0].url")]
    [InlineData("links", """[{"label":"l","url":"https://x","type":"absolute","appContext":"a"}]""", "$.cards[0].links[0].appContext")]
    [InlineData("suggestions", """[{"label":"l","isRecommended":"true"}]""", "$.cards[0].suggestions[0].isRecommended")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"CREATE","description":"d","resource":{"resourceType":"Basic","id":"1"}}]}]""", "$.cards[0].suggestions[0].actions[0].type")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"create","description":"d","resource":"{}"}]}]""", "$.cards[0].suggestions[0].actions[0].resource")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"delete","description":"d","resource":{"resourceType":"Basic","id":"1"}}]}]""", "$.cards[0].suggestions[0].actions[0].resource")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"delete","description":"d","resourceId":"1"}]}]""", "$.cards[0].suggestions[0].actions[0].resourceId")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"delete","resourceId":"Basic/1"}]}]""", "$.cards[0].suggestions[0].actions[0].description")]
    [InlineData("suggestions", """[{"label":"l","actions":[{"type":"create","description":"d","resource":{"resourceType":"MedicationRequest","id":"1","status":"draft","intent":"order","subject":{"reference":"Patient/1"}}}]}]""", "$.cards[0].suggestions[0].actions[0].resource.medication[x]")]
    [InlineData("sumary", "\"s\"", "$.cards[0].sumary")]
    public void Each_fault_in_a_card_is_seen(string member, string json, string path)
    {
        JsonObject answer = AnAnswer();
        Assert.Empty(CdsHooksValidator.Response(Element(answer)));

        answer["cards"]![0]!.AsObject()[member] = JsonNode.Parse(json);

        Assert.Contains(CdsHooksValidator.Response(Element(answer)), fault => fault.StartsWith(path + ":", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_recommendations_of_which_one_can_be_taken_are_seen()
    {
        JsonObject answer = AnAnswer();
        JsonObject card = answer["cards"]![0]!.AsObject();
        card["suggestions"]![1]!["isRecommended"] = true;
        Assert.Empty(CdsHooksValidator.Response(Element(answer)));

        card["selectionBehavior"] = "at-most-one";

        Assert.Single(CdsHooksValidator.Response(Element(answer)));
    }

    [Theory]
    [InlineData("uuid", null, "$.cards[0].uuid")]
    [InlineData("extension", null, "$.cards[0].extension.org.fhirsafety.findings")]
    [InlineData("source", """{"label":"l"}""", "$.cards[0].source.topic")]
    [InlineData("source", """{"label":"l","topic":{"system":"urn:other","code":"renal"}}""", "$.cards[0].source.topic.system")]
    [InlineData("source", """{"label":"l","topic":{"system":"urn:fhirsafety:precaution","code":"falls"}}""", "$.cards[0].source.topic.code")]
    [InlineData("extension", """{"org.fhirsafety.findings":[{"code":"renal","indicator":"warning","status":"not-checked"}]}""", "$.cards[0].extension.org.fhirsafety.findings[0].indicator")]
    [InlineData("suggestions", """[{"label":"l"}]""", "$.cards[0].suggestions[0].uuid")]
    [InlineData("indicator", "\"info\"", "$.cards[1]")]
    public void Each_broken_promise_of_ours_is_seen(string member, string? json, string path)
    {
        JsonObject answer = AnAnswer();
        Assert.Empty(HouseRules.Response(Element(answer)));

        JsonObject card = answer["cards"]![0]!.AsObject();
        card.Remove(member);
        if (json is not null)
        {
            card[member] = JsonNode.Parse(json);
        }

        Assert.Contains(HouseRules.Response(Element(answer)), fault => fault.StartsWith(path + ":", StringComparison.Ordinal));
    }

    [Fact]
    public void The_published_discovery_passes() => Assert.Empty(DiscoveryValidator.Discovery(Example("discovery-response.json")));

    [Theory]
    [InlineData("prefetch", "{}", "prefetch")]
    [InlineData("prefetch", """{"a":"https://ehr/Patient/1"}""", "prefetch.a")]
    [InlineData("prefetch", """{"a":"Observation?patient={{context.patientId}}&_include=x"}""", "prefetch.a")]
    [InlineData("prefetch", """{"a":"Observation?patient={{context.patientId}}&sort:desc=date"}""", "prefetch.a")]
    [InlineData("prefetch", """{"a":"Observation?date=gt{{today()}}"}""", "prefetch.a")]
    [InlineData("id", "\"feedback\"", "id")]
    [InlineData("id", "\"a b\"", "id")]
    [InlineData("title", "\"\"", "title")]
    [InlineData("description", "null", "description")]
    public void Each_fault_in_discovery_is_seen(string member, string json, string path)
    {
        JsonNode discovery = JsonNode.Parse(Example("discovery-response.json").GetRawText())!;
        discovery["services"]![0]![member] = JsonNode.Parse(json);

        Assert.Contains(
            DiscoveryValidator.Discovery(Element(discovery)), fault => fault.StartsWith($"$.services[0].{path}:", StringComparison.Ordinal));
    }

    private static JsonObject AnAnswer()
    {
        HookResponse response = new(
            [HookResponseWriterTests.AFullCard(), HookResponseWriterTests.AFullCard() with { Indicator = Indicator.Warning }]);
        return JsonNode.Parse(HookResponseWriter.Write(response).Span)!.AsObject();
    }

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static JsonElement Example(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "cds-hooks-spec", file)));
}
