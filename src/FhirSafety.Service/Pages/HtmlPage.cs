using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace FhirSafety.Service.Pages;

/// <summary>A page for people: no script, nothing from elsewhere, readable on a phone and on paper.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 0 1rem 2rem; overflow-wrap: break-word }
        h1 { font-size: 1.4rem; line-height: 1.25 }
        h2 { font-size: 1.15rem; margin-top: 2rem }
        nav { padding: .75rem 0; border-bottom: 1px solid #8888 }
        footer { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid #8888; font-size: .875rem }
        code { font-size: .9em; overflow-wrap: anywhere }
        a.number { font-weight: 600; text-decoration: none; color: inherit; border-bottom: 1px dotted }
        table { border-collapse: collapse; width: 100%; font-size: .9rem }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #8884 }
        .changed { background: #fc36 }
        :target { outline: 2px solid #48f }
        @media (max-width: 40rem) {
          table.numbers thead { display: none }
          table.numbers tr, table.numbers td { display: block }
          table.numbers tr { padding: .5rem 0; border-bottom: 1px solid #8884 }
          table.numbers td { border: 0; padding: 0 }
          table.numbers td[data-of]::before { content: attr(data-of) ": "; font-weight: 600 }
        }
        @media print {
          nav { display: none }
          body { max-width: none; font-size: 10pt; padding: 0 }
          tr, h2 { break-inside: avoid; break-after: avoid-page }
        }
        """;

    // Frames are allowed: EHRs open a card's link inside their own window, and nothing on a page can be clicked to effect.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The page in UTF-8.</summary>
    /// <param name="title">As plain text.</param>
    /// <param name="body">As HTML.</param>
    public static ReadOnlyMemory<byte> Write(string title, string body) => Encoding.UTF8.GetBytes(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """);

    /// <summary>Plain text as HTML.</summary>
    public static string Text(string plain) => HtmlEncoder.Default.Encode(plain);

    /// <summary>Sends a page.</summary>
    public static Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> page)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache"; // a restart may bring other numbers
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
