using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>The link from a card to the page that says why, from where and how sure.</summary>
internal static class EvidenceLink
{
    /// <summary>The link, or none where it is not known under which address clients reach this service.</summary>
    public static ImmutableArray<Link> To(Words words, Uri? publicBaseUrl, string precaution) => publicBaseUrl is null
        ? []
        : [new Link(words["evidence.label"], new Uri($"{publicBaseUrl.AbsoluteUri.TrimEnd('/')}/evidence/{Uri.EscapeDataString(precaution)}"))];
}
