using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;

namespace FhirSafety.Tests.Cards;

/// <summary>What holds of every set of cards, whoever the patient and whatever the order.</summary>
public sealed class CardSetTests
{
    private static readonly Lazy<Call[]> Calls = new(() => [.. Area.All.SelectMany(area => area.Calls()), .. Cases.AnyCallAtAll.Array[1500].Single(_ => true, "0000000000000")]);

    private static IEnumerable<(Call Call, ImmutableArray<Card> Cards)> Answers => Calls.Value.Select(call => (call, call.Cards(call.Drug.MostCards(call.Hook))));

    [Fact]
    public void A_critical_finding_is_on_a_critical_card_or_gives_way_to_another_one_that_is() => Assert.All(Answers, answer =>
    {
        HashSet<string> onCritical = [.. answer.Cards.Where(card => card.Indicator == Indicator.Critical).SelectMany(Codes)];
        foreach (Judgement judgement in answer.Call.Judge().Where(one => one.Verdict is Verdict.Found { Indicator: Indicator.Critical }))
        {
            string? other = ((Verdict.Found)judgement.Verdict).YieldsTo;
            Assert.True(
                onCritical.Contains(judgement.Precaution.Id) || (other is not null && onCritical.Contains(other))
                || (judgement.Precaution.OnlyWorstOfGroup && answer.Call.Judge().Any(one => one.Precaution.Group == judgement.Precaution.Group && onCritical.Contains(one.Precaution.Id))),
                judgement.Precaution.Id);
        }
    });

    [Fact]
    public void A_hook_gets_no_more_cards_than_its_limit_unless_all_are_critical() => Assert.All(Answers, answer =>
    {
        int critical = answer.Cards.Count(card => card.Indicator == Indicator.Critical);
        int most = answer.Call.Drug.MostCards(answer.Call.Hook);
        Assert.True(answer.Cards.Length <= most || answer.Cards.Length <= critical + 1, $"{answer.Cards.Length} cards of at most {most}");
        Assert.True(answer.Cards.Count(card => card.Indicator == Indicator.Info) <= 1);
    });

    [Fact]
    public void One_suggestion_at_most_is_recommended_and_stands_first() =>
        Assert.All(Answers.SelectMany(answer => answer.Cards), card => Assert.DoesNotContain(card.Suggestions.Skip(1), suggestion => suggestion.IsRecommended));

    [Fact]
    public void Who_will_monitor_finds_the_order_that_does()
    {
        HashSet<string> monitoring = [.. Calls.Value.SelectMany(call => call.Judge()).Select(judgement => judgement.Verdict).OfType<Verdict.Found>()
            .SelectMany(found => found.Acts.Append(found.Monitoring)).OfType<Act>().Where(act => act.Monitors)
            .Select(act => act switch { Act.OrderService order => order.What, Act.CreateTask task => task.What, _ => "creatinineMass" }), "creatinineMolar"];
        Assert.Contains("watch", monitoring);
        Card[] offering = [.. Answers.SelectMany(answer => answer.Cards).Where(card => card.OverrideReasons.Any(reason => reason.Code == "will-monitor"))];
        Assert.NotEmpty(offering);
        Assert.All(offering, card => Assert.Contains(card.Suggestions, suggestion => suggestion.Actions.OfType<SuggestedAction.Create>()
            .Any(create => create.Resource["extension"]?.AsArray().Any(extension => monitoring.Contains((string)extension!["valueString"]!)) == true)));
    }

    [Fact]
    public void A_card_offers_at_most_six_reasons_each_once() => Assert.All(Answers.SelectMany(answer => answer.Cards), card =>
    {
        Assert.InRange(card.OverrideReasons.Length, 0, 6);
        Assert.Equal(card.OverrideReasons.Length, card.OverrideReasons.DistinctBy(reason => reason.Code).Count());
    });

    [Fact]
    public void A_card_reads_as_whole_sentences_of_which_none_is_said_twice() => Assert.All(Answers.SelectMany(answer => answer.Cards), card =>
    {
        string[] lines = card.Detail!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(card.Detail.Length, 1, 1200);
        Assert.DoesNotContain('…', card.Detail);
        Assert.InRange(card.Summary.Length, 1, 139);
        Assert.DoesNotContain('…', card.Summary);
        Assert.DoesNotContain("  ", card.Summary + card.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain('{', card.Summary + card.Detail);
    });

    [Fact]
    public void Every_resource_of_a_suggestion_is_valid_R4_for_this_patient_and_new_ones_are_drafts_with_an_id_of_their_own()
    {
        HashSet<string> made = [];
        foreach (SuggestedAction action in Answers.SelectMany(answer => answer.Cards).SelectMany(card => card.Suggestions).SelectMany(suggestion => suggestion.Actions))
        {
            JsonNode? json = action switch { SuggestedAction.Create create => create.Resource, SuggestedAction.Update update => update.Resource, _ => null };
            if (json is null)
            {
                Assert.Matches("^[A-Z][A-Za-z]+/.+$", ((SuggestedAction.Delete)action).ResourceId);
                continue;
            }

            Resource resource = JsonSerializer.Deserialize<Resource>(json.ToJsonString(), DoseUpdateTests.Strict)!;
            Assert.Equal("Patient/1", (string?)(json["subject"] ?? json["for"])!["reference"]);
            if (action is SuggestedAction.Create)
            {
                Assert.Equal("draft", (string?)json["status"]);
                Assert.True(Guid.TryParse(resource.Id, out _));
                Assert.True(made.Add(resource.Id!));
            }
            else
            {
                Assert.Equal(Orders.DraftId, $"{resource.TypeName}/{resource.Id}");
            }
        }
    }

    [Fact]
    public void A_critical_line_is_the_last_to_fall_away()
    {
        // Ten findings on one card, each with a name of forty marks that take two characters each when escaped.
        Judgement[] judged = [.. Enumerable.Range(0, 30).Select(place => new Judgement(
            new Precaution($"p{place:00}", "one", _ => place, []),
            null,
            new Verdict.Found(place < 4 ? Indicator.Critical : Indicator.Warning, new(new("herbal-sedative.summary", ("drug", $"{place:00}" + new string('*', 60))), [], [], [new("dose-single-high.act")], new("dose-unresolved.sources")))))];
        Card card = Assert.Single(new FhirSafety.Cards.CardComposer(Orders.Drug.Words).Compose(judged, 5, act => Drafts.Suggest(act)));
        string[] lines = card.Detail!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All((string[])["- 01", "- 02", "- 03"], start => Assert.Contains(lines, line => line.StartsWith(start, StringComparison.Ordinal)));
        Assert.EndsWith("more, named in the list of findings", lines[^1], StringComparison.Ordinal);
        Assert.Equal(30, Codes(card).Count());
    }

    private static IEnumerable<string> Codes(Card card) => card.Extension!["org.fhirsafety.findings"]!.AsArray().Select(one => (string)one!["code"]!);
}
