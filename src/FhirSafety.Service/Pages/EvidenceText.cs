using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FhirSafety.Service.Pages;

/// <summary>An evidence page's Markdown as HTML: a policy entry in backticks becomes its value, a precaution a link.</summary>
/// <param name="drug">What the pages are about.</param>
internal sealed class EvidenceText(MonitoredDrug drug)
{
    private const string About = "README.md";

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    private readonly HashSet<string> _precautions = [.. drug.Evidence.Select(page => page.Id)];

    /// <summary>The HTML.</summary>
    /// <param name="page">The page.</param>
    /// <param name="toPages">What leads to the other pages from here, such as <c>evidence/</c>.</param>
    public string Html(EvidencePage page, string toPages)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(page.Markdown, Markdown);
        foreach (CodeInline code in document.Descendants<CodeInline>().ToArray())
        {
            if (Replacement(page, code.Content, toPages) is { } link)
            {
                code.ReplaceBy(link);
            }
        }

        // The README beside the pages is shown as the list of all.
        foreach (LinkInline link in document.Descendants<LinkInline>().Where(link => link.Url is { } url && url.StartsWith(About, StringComparison.Ordinal)))
        {
            link.Url = $"{(toPages.Length == 0 ? "../evidence" : "")}{link.Url![About.Length..]}";
        }

        return document.ToHtml(Markdown);
    }

    private LinkInline? Replacement(EvidencePage page, string name, string toPages)
    {
        if (page.Numbers.FirstOrDefault(entry => entry.Path == name) is { } entry)
        {
            LinkInline number = Link($"#{entry.Path}", new LiteralInline(entry.Value));
            number.Title = entry.Path;
            number.GetAttributes().AddClass(entry.IsChanged ? "number changed" : "number");
            return number;
        }

        if (page.Numbers.Any(one => EvidencePage.Covers(name, one.Path)))
        {
            return Link("#numbers", new CodeInline(name));
        }

        return _precautions.Contains(name) && name != page.Id ? Link(toPages + name, new CodeInline(name)) : null;
    }

    private static LinkInline Link(string url, Inline content) => new LinkInline { Url = url }.AppendChild(content) is LinkInline link
        ? link
        : throw new InvalidOperationException("A link that is no link.");
}
