using System.Collections.Frozen;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Pages;

/// <summary>What each precaution checks, by which numbers, from where and how sure. Open to all: it tells of no patient.</summary>
internal static class EvidencePages
{
    public const string Root = "/evidence";

    public static void MapEvidence(this WebApplication app)
    {
        MonitoredDrug drug = app.Services.GetRequiredService<SafetyCheck>().Drug;

        // Written when first asked for: no start waits for them.
        Lazy<FrozenDictionary<string, ReadOnlyMemory<byte>>> pages = new(() => Write(drug));
        app.MapGet(Root, context => HtmlPage.SendAsync(context, StatusCodes.Status200OK, pages.Value[""])).OpenToAll();
        app.MapGet(Root + "/{id}", context => pages.Value.TryGetValue((string)context.Request.RouteValues["id"]!, out ReadOnlyMemory<byte> page)
            ? HtmlPage.SendAsync(context, StatusCodes.Status200OK, page)
            : HtmlPage.SendAsync(context, StatusCodes.Status404NotFound, EvidenceHtml.Missing)).OpenToAll();
    }

    private static FrozenDictionary<string, ReadOnlyMemory<byte>> Write(MonitoredDrug drug)
    {
        EvidenceHtml html = new(drug);
        return drug.Evidence.ToFrozenDictionary(page => page.Id, page => page.Id.Length == 0 ? html.Index(page) : html.Page(page), StringComparer.Ordinal);
    }
}
