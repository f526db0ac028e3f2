using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Hooks;

/// <summary>Sends a finished answer: nothing leaves before all of it has been written without a fault.</summary>
internal static class Answer
{
    public static Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> json, string contentType = "application/json")
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    public static Task RefuseAsync(HttpContext context, Refusal refusal) =>
        SendAsync(context, refusal.Status, OperationOutcomeWriter.Write(refusal));

    /// <summary>Several faults of one call; the first says the status.</summary>
    public static Task RefuseAsync(HttpContext context, ImmutableArray<Refusal> refusals) =>
        SendAsync(context, refusals[0].Status, OperationOutcomeWriter.Write(refusals));
}
