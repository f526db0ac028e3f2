using FhirSafety.CdsHooks;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>Turns a fault of ours into a 500 that says nothing.</summary>
/// <remarks>ASP.NET's own handler logs the exception with its message, which may quote the patient's data.</remarks>
internal static class FaultBarrier
{
    private static readonly Refusal Failed = new(
        StatusCodes.Status500InternalServerError, RefusalCodes.Internal, "Nothing was checked. The operator finds the fault in the service's log.");

    public static void UseFaultBarrier(this WebApplication app)
    {
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FhirSafety.Service");
        SecurityHeaders headers = app.Services.GetRequiredService<SecurityHeaders>();
        app.Use(next => context => PassAsync(next, context, headers, logger));
    }

    private static async Task PassAsync(RequestDelegate next, HttpContext context, SecurityHeaders headers, ILogger logger)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody is left to be told.
            context.Abort();
        }
#pragma warning disable CA1031 // The last place where a fault can still become an answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.CallFailed(fault);
            if (context.Response.HasStarted)
            {
                // Half an answer must not look like a whole one.
                context.Abort();
                return;
            }

            context.Response.Clear();
            headers.Put(context);
            await Answer.RefuseAsync(context, Failed);
        }
    }
}
