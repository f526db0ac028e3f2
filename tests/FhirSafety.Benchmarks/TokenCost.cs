using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Operations;

namespace FhirSafety.Benchmarks;

/// <summary>What letting a token in costs, beside its bare signature: one thread, in turn, each token once.</summary>
internal static class TokenCost
{
    private const string Base = "https://cds.example.org";
    private const string Path = "/cds-services/any";
    private const int WarmUp = 1000;
    private const int Measured = 2000;

    public static async Task RunAsync()
    {
        using SampleTokens ehr = new();
        await using WebApplication app = Build(ehr.Jwks());
        ClientGate gate = app.Services.GetRequiredService<ClientGate>();
        foreach (string algorithm in (string[])["RS384", "ES384"])
        {
            string[] tokens = [.. Enumerable.Range(0, WarmUp + Measured).Select(_ => ehr.Make(algorithm, Base + Path))];
            List<double> bare = [];
            List<double> whole = [];
            foreach (string token in tokens)
            {
                int dot = token.LastIndexOf('.');
                byte[] data = Encoding.ASCII.GetBytes(token[..dot]);
                byte[] signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
                long start = Stopwatch.GetTimestamp();
                bool good = ehr.Verify(algorithm, data, signature);
                bare.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);

                // A scope for each call, as the server makes one: an authentication handler keeps its first result.
                await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
                DefaultHttpContext context = new() { RequestServices = scope.ServiceProvider };
                context.Request.Path = Path;
                context.Request.Headers.Authorization = "Bearer " + token;
                start = Stopwatch.GetTimestamp();
                TokenFault? fault = await gate.FaultOfAsync(context);
                whole.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                if (!good || fault is not null)
                {
                    throw new InvalidOperationException($"A good token was refused: {fault}.");
                }
            }

            double signatureAlone = Median(bare);
            double all = Median(whole);
            await Console.Out.WriteLineAsync(FormattableString.Invariant(
                $"{algorithm}: signature {signatureAlone:0} µs, all checks of a token {all:0} µs, ours {all - signatureAlone:0} µs (medians of {Measured})"));
        }
    }

    private static double Median(List<double> times) => times.Skip(WarmUp).Order().ElementAt(Measured / 2);

    private static WebApplication Build(string jwks)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("PublicBaseUrl", Base), new("Clients:0:Name", "ehr"), new("Clients:0:Issuer", SampleTokens.Issuer), new("Clients:0:Jwks", jwks),
        ]);
        builder.AddAccess(StartGuard.Check(builder.Environment, builder.Configuration), builder.AddSite());
        return builder.Build();
    }
}
