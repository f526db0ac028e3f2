using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.CdsHooks;

public sealed class HookResponseWriterTests
{
    [Fact]
    public void Nothing_to_say_is_an_empty_list() =>
        Assert.Equal("""{"cards":[]}""", Text(HookResponse.NothingToSay with { Extension = [] }));

    [Fact]
    public void A_bare_card_sends_no_member_without_a_value()
    {
        JsonElement card = Written(ACard() with { Detail = "", Extension = Findings() });

        Assert.Equal(
            ["uuid", "summary", "indicator", "source", "extension"], card.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_full_card_keeps_the_protocol()
    {
        JsonElement card = Written(AFullCard());

        Assert.Equal("critical", card.GetProperty("indicator").GetString());
        Assert.Equal("any", card.GetProperty("selectionBehavior").GetString());
        JsonElement[] suggestions = [.. card.GetProperty("suggestions").EnumerateArray()];
        Assert.True(suggestions[0].GetProperty("isRecommended").GetBoolean());
        Assert.False(suggestions[1].TryGetProperty("isRecommended", out _));
        Assert.Equal("MedicationRequest/1", suggestions[1].GetProperty("actions")[0].GetProperty("resourceId").GetString());
        Assert.Equal("https://example.org/a%20b", card.GetProperty("links")[0].GetProperty("url").GetString());
    }

    [Fact]
    public void A_resource_is_written_as_it_came()
    {
        const string Resource = """{"resourceType":"Basic","id":"x","n":1.50,"empty":[],"no":null,"text":"5 µg < 6","big":12345678901234567890}""";
        Card card = ACard() with
        {
            Suggestions = [new(Guid.NewGuid(), "Do", [new SuggestedAction.Update("Change", JsonNode.Parse(Resource)!)])],
        };

        Assert.Contains($"\"resource\":{Resource}", Text(new([card])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_goes_out_without_cards()
    {
        string text = Text(new([], new JsonObject { ["org.fhirsafety.trace"] = new JsonObject { ["a"] = "b" } }));

        Assert.Equal("""{"cards":[],"extension":{"org.fhirsafety.trace":{"a":"b"}}}""", text);
    }

    [Fact]
    public void A_summary_of_139_units_is_the_longest()
    {
        Written(ACard() with { Summary = new string('x', 139), Extension = Findings() });

        Assert.Throws<InvalidOperationException>(() => Text(new([ACard() with { Summary = new string('x', 140) }])));
    }

    public static TheoryData<Func<Card, Card>> Defects => new(
        card => card with { Summary = "" },
        card => card with { Source = card.Source with { Label = "" } },
        card => card with { Source = new("l", new Coding("", "c")) },
        card => card with { Indicator = (Indicator)9 },
        card => card with { OverrideReasons = [new("s", "c")] },
        card => card with { Links = [new("l", new Uri("/evidence", UriKind.Relative))] },
        card => card with { Suggestions = [new(Guid.Empty, "", [])] },
        card => card with { Suggestions = [new(Guid.Empty, "l", [new SuggestedAction.Delete("", "A/1")])] },
        card => card with { Suggestions = [new(Guid.Empty, "l", [new SuggestedAction.Delete("d", "1")])] },
        card => card with { Suggestions = [new(Guid.Empty, "l", [new SuggestedAction.Create("d", new JsonObject())])] },
        card => card with { Suggestions = [new(Guid.Empty, "a", [], true), new(Guid.Empty, "b", [], true)] });

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_card_that_breaks_the_protocol_is_a_defect(Func<Card, Card> broken) =>
        Assert.Throws<InvalidOperationException>(() => Text(new([broken(ACard())])));

    internal static Card ACard() => new()
    {
        Uuid = Guid.NewGuid(),
        Summary = "Drug X: creatinine 3 mg/dL on 2026-01-01; halve the dose",
        Indicator = Indicator.Info,
        Source = new("FhirSafety", new("urn:fhirsafety:precaution", "renal")),
    };

    internal static Card AFullCard() => ACard() with
    {
        Detail = "**Why** µ & <b>",
        Indicator = Indicator.Critical,
        SelectionBehavior = SelectionBehavior.Any,
        Suggestions =
        [
            new(Guid.NewGuid(), "Halve", [new SuggestedAction.Create("Order half", JsonNode.Parse(
                """{"resourceType":"ServiceRequest","id":"9","status":"draft","intent":"order","subject":{"reference":"Patient/1"}}""")!)], true),
            new(Guid.NewGuid(), "Remove", [new SuggestedAction.Delete("Remove the draft", "MedicationRequest/1")]),
        ],
        OverrideReasons = [new("urn:fhirsafety:override-reason", "benefit", "Benefit outweighs the risk")],
        Links = [new("Evidence", new Uri("https://example.org/a b"))],
        Extension = Findings(),
    };

    private static JsonObject Findings() =>
        JsonNode.Parse("""{"org.fhirsafety.findings":[{"code":"renal","indicator":"warning","status":"found"}]}""")!.AsObject();

    private static JsonElement Written(Card card)
    {
        JsonElement root = JsonElement.Parse(Text(new([card])));
        Assert.Empty(CdsHooksValidator.Response(root));
        Assert.Empty(HouseRules.Response(root));
        return root.GetProperty("cards")[0];
    }

    private static string Text(HookResponse response) => Encoding.UTF8.GetString(HookResponseWriter.Write(response).Span);
}
