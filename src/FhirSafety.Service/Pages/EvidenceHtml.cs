using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FhirSafety.Terminology;
using static FhirSafety.Service.Pages.HtmlPage;

namespace FhirSafety.Service.Pages;

/// <summary>Evidence pages as HTML: the page's own words, the numbers in force here, the codes that count.</summary>
/// <param name="drug">What they are about.</param>
internal sealed class EvidenceHtml(MonitoredDrug drug)
{
    private readonly EvidenceText _text = new(drug);

    /// <summary>The page of one precaution, served at <c>evidence/id</c>.</summary>
    public ReadOnlyMemory<byte> Page(EvidencePage page) => Write(page.Title, $"""
        <nav><a href="../evidence">All precautions</a></nav>
        <main>
        <h1>{Text(page.Title)}</h1>
        {Mode(page.Id)}
        {_text.Html(page, toPages: "")}
        {Numbers(page)}
        {Codes(page)}
        </main>
        {Footer("../evidence")}
        """);

    private string Mode(string id) => drug.NotShown.TryGetValue(id, out PrecautionMode mode)
        ? $"<p><strong>{(mode == PrecautionMode.Off ? "This site has switched it off: it is not judged." : "This site has made it silent: it is judged and recorded, and no card speaks of it.")}</strong></p>"
        : "";

    /// <summary>The list of all, served at <c>evidence</c>.</summary>
    public ReadOnlyMemory<byte> Index(EvidencePage about) => Write(about.Title, $"""
        <main>
        <h1>{Text(about.Title)}</h1>
        <h2>Precautions</h2>
        <ul>
        {string.Join('\n', drug.Evidence.Where(page => page.Id.Length > 0).Select(page => $"""<li><a href="evidence/{Text(page.Id)}">{Text(page.Title)}</a></li>"""))}
        </ul>
        {_text.Html(about, toPages: "evidence/")}
        {Numbers(about)}
        </main>
        {Footer("evidence")}
        """);

    /// <summary>What is shown for a name that is no precaution.</summary>
    public static ReadOnlyMemory<byte> Missing { get; } = Write("No such page", """
        <main>
        <h1>No such page</h1>
        <p>There is no evidence page of this name. A page is named as its precaution is, in lower case, such as <code>renal-severe</code>;
        the precaution of a card is the code of its <code>source.topic</code>.</p>
        <p><a href="../evidence">All precautions</a></p>
        </main>
        """);

    private static string Numbers(EvidencePage page)
    {
        if (page.Numbers.IsEmpty)
        {
            return "";
        }

        int changed = page.Numbers.Count(entry => entry.IsChanged);
        string which = changed == 0
            ? "All are as shipped."
            : string.Create(CultureInfo.InvariantCulture, $"{changed} of {page.Numbers.Length} set by this site; the default and its source stand beside them.");
        return $"""
            <h2 id="numbers">Numbers in force here</h2>
            <p>{which}</p>
            <table class="numbers">
            <thead><tr><th>Number</th><th>Here</th><th>Source of the default</th><th>How sure</th></tr></thead>
            <tbody>
            {string.Join('\n', page.Numbers.Select(Row))}
            </tbody>
            </table>
            """;
    }

    private static string Row(PolicyEntry entry)
    {
        string unit = entry.Unit.Length == 0 ? "" : $" {Text(entry.Unit)}";
        string set = entry.IsChanged ? $"<br>set by this site; default {Text(entry.Default)}{unit}" : "";
        return $"""
            <tr id="{Text(entry.Path)}"{(entry.IsChanged ? " class=\"changed\"" : "")}><td><code>{Text(entry.Path)}</code></td><td data-of="Here"><strong>{Text(entry.Value)}</strong>{unit}{set}</td><td data-of="Source of the default">{Text(entry.Source)}</td><td data-of="How sure">{Text(entry.Confidence)}</td></tr>
            """;
    }

    private string Codes(EvidencePage page) => page.ValueSets.IsEmpty ? "" : $"""
        <h2 id="codes">Codes</h2>
        <p>Clients and operators read them at <code>/fhir/ValueSet/&lt;name&gt;</code>.</p>
        <ul>
        {string.Join('\n', page.ValueSets.Select(Codes))}
        </ul>
        """;

    private string Codes(string set)
    {
        ImmutableArray<ValueSetRow> leftOut = drug.Terms.LeftOut(set);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<li><code>{Text(set)}</code>: {drug.Terms.Rows(set).Length} codes in use");
        if (!leftOut.IsEmpty)
        {
            string[] named = [.. leftOut.Where(row => CodeSystemNotice.IsForEveryone(row.System)).Select(row => Text($"{row.Code}{(row.IsPrefix ? "*" : "")} {row.Display} ({CodeSystemNotice.NameOf(row.System)})"))];
            int unnamed = leftOut.Length - named.Length;
            string[] all = unnamed == 0 ? named : [.. named, string.Create(CultureInfo.InvariantCulture, $"{unnamed} of SNOMED CT")];
            html.Append(CultureInfo.InvariantCulture, $"; not looked for, because not seen in a public source: {string.Join("; ", all)}");
        }

        return html.Append("</li>").ToString();
    }

    private string Footer(string toIndex) => $"""
        <footer>
        <p>{Text(drug.Version)}. Words of "How sure" and source keys are explained at <a href="{toIndex}">all precautions</a>.
        Decision support for clinicians; not a substitute for a label or a formulary.</p>
        </footer>
        """;
}
