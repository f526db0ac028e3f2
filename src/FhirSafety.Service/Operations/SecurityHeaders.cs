using Microsoft.Extensions.Primitives;

namespace FhirSafety.Service.Operations;

/// <summary>Headers of every answer. A page that needs more than the strict policy replaces it when it writes its own headers.</summary>
internal sealed class SecurityHeaders(AccessSettings access)
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues OneYear = "max-age=31536000";
    private static readonly StringValues Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        Put(context);
        return next(context);
    }

    /// <summary>Puts them on; needed again where an answer was cleared.</summary>
    public void Put(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.CacheControl = NoStore;
        headers.ContentSecurityPolicy = Nothing;
        if (access.TlsEndsInFront || context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OneYear;
        }
    }
}
