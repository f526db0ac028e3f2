using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

public sealed class EvidenceLinkTests
{
    [Theory]
    [InlineData("https://cds.example.org", "https://cds.example.org/evidence/renal-severe")]
    [InlineData("https://cds.example.org/", "https://cds.example.org/evidence/renal-severe")]
    [InlineData("https://example.org/fhirsafety", "https://example.org/fhirsafety/evidence/renal-severe")]
    public void A_card_links_to_the_page_of_its_precaution(string site, string url)
    {
        Link link = Assert.Single(EvidenceLink.To(Drug.Words, new Uri(site), "renal-severe"));
        Assert.Equal(url, link.Url.AbsoluteUri);
        Assert.NotEmpty(link.Label);
    }

    [Fact]
    public void Each_card_of_a_precaution_has_its_own_link_and_none_without_an_address()
    {
        Support.Call call = Order(120).For(APatient().WithEgfr(50)).Renewing(Running(120));
        Assert.All(new CardComposer(Drug.Words, new Uri("https://a.example")).Compose(call.Judge(), 5, _ => null), card =>
            Assert.EndsWith($"/evidence/{card.Source.Topic.Code}", Assert.Single(card.Links).Url.AbsoluteUri, StringComparison.Ordinal));
        Assert.All(new CardComposer(Drug.Words).Compose(call.Judge(), 5, _ => null), card => Assert.Empty(card.Links));
    }
}
