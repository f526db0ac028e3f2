using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Pages;

/// <summary>What a pharmacist reads in a browser.</summary>
public sealed partial class EvidencePageTests
{
    [Theory]
    [InlineData("/evidence")]
    [InlineData("/evidence/renal-severe")]
    [InlineData("/evidence/no-such-precaution")]
    public async Task A_page_runs_no_script_and_fetches_nothing(string path)
    {
        (HttpResponseMessage response, string html) = await GetAsync(path);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        string style = Style().Match(html).Groups["css"].Value;
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotMatch("(?i)<script|<img|<iframe|<link|<object|<form|src=|url\\(|@import|style=|javascript:", html);
        Assert.Contains("@media print", style, StringComparison.Ordinal);
        Assert.Contains("width=device-width", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_stand_in_the_text_where_the_page_names_them()
    {
        (_, string html) = await GetAsync("/evidence/dose-max-daily");
        Assert.Matches("warning above <a href=\"#dose.maxDaily.adult\"[^>]*>80</a> mg/day", html);
        Assert.Contains("All are as shipped.", html, StringComparison.Ordinal);
        Assert.Contains("US-TAB", html, StringComparison.Ordinal);
        Assert.Contains("policy ", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_the_site_changed_is_shown_beside_the_default()
    {
        (_, string html) = await GetAsync("/evidence/dose-max-daily", ("Policy:dose:maxDaily:adult", "70"));
        Assert.Matches("warning above <a [^>]*>70</a> mg/day", html);
        Assert.Contains("<strong>70</strong> mg/day<br>set by this site; default 80 mg/day", html, StringComparison.Ordinal);
        Assert.DoesNotContain("All are as shipped.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_that_were_left_out_are_named_and_those_of_snomed_ct_are_not()
    {
        (_, string html) = await GetAsync("/evidence/renal-aki");
        Assert.Matches("<code>acute-kidney-injury</code>: \\d+ codes in use; not looked for, because not seen in a public source: N99\\.0 ", html);
        Assert.DoesNotMatch("\\b\\d{6,18}\\b", html[html.IndexOf("id=\"codes\"", StringComparison.Ordinal)..html.IndexOf("<footer>", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Every_link_on_every_page_leads_somewhere()
    {
        await using SafetyApp app = new();
        using HookClient reader = app.Client();
        Uri root = new("http://site/evidence");
        Queue<Uri> unread = new([root]);
        HashSet<Uri> seen = [root];
        while (unread.TryDequeue(out Uri? page))
        {
            (HttpStatusCode status, string html) = await reader.GetPlainAsync(page.AbsolutePath);
            Assert.Equal((HttpStatusCode.OK, page), (status, page));
            foreach (string href in Href().Matches(html).Select(match => match.Groups["to"].Value))
            {
                Uri target = new(page, href);
                if (href.StartsWith('#'))
                {
                    Assert.Contains($"id=\"{href[1..]}\"", html, StringComparison.Ordinal);
                }
                else if (seen.Add(target))
                {
                    unread.Enqueue(target);
                }
            }
        }

        Assert.True(seen.Count > 10, $"{seen.Count} pages");
    }

    [Theory]
    [InlineData("no-such-precaution")]
    [InlineData("README")]
    [InlineData("Renal-Severe")]
    [InlineData("..%2Fpolicy.json")]
    [InlineData("%3Cscript%3E")]
    public async Task A_name_that_is_no_precaution_is_told_so_in_words(string name)
    {
        (HttpResponseMessage response, string html) = await GetAsync($"/evidence/{name}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no evidence page of this name.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_leads_to_its_page()
    {
        await using SafetyApp app = new SafetyApp().With("PublicBaseUrl", "https://cds.example.org/fhirsafety/");
        using HookClient ehr = app.Client();
        HookReply reply = await ehr.CallAsync(ScenarioFolders.Request("renal-severe-new-start").ToJsonString());
        Assert.All(reply.Cards.Where(card => card.GetProperty("source").GetProperty("topic").GetProperty("code").GetString() != "not-checked"), card =>
        {
            string topic = card.GetProperty("source").GetProperty("topic").GetProperty("code").GetString()!;
            Assert.Equal($"https://cds.example.org/fhirsafety/evidence/{topic}", card.GetProperty("links")[0].GetProperty("url").GetString());
            Assert.Equal("absolute", card.GetProperty("links")[0].GetProperty("type").GetString());
        });
        Assert.NotEmpty(reply.Cards);
    }

    private static async Task<(HttpResponseMessage Response, string Html)> GetAsync(string path, params (string Key, string Value)[] settings)
    {
        await using SafetyApp app = new();
        foreach ((string key, string value) in settings)
        {
            app.With(key, value);
        }

        using HookClient reader = app.Client();
        HttpResponseMessage response = await reader.RawAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return (response, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<style>(?<css>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Style();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Href();
}
