using System.Buffers;
using System.Text.Json;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>What an orchestrator asks: is the process up, and may it be sent calls? Operators are told more.</summary>
internal static class Health
{
    private static readonly ReadOnlyMemory<byte> Live = """{"status":"live"}"""u8.ToArray();

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton<Readiness>()
        .AddSingleton<Canaries>()
        .AddHostedService(services => services.GetRequiredService<Canaries>())
        .AddHostedService<WarmUp>();

    public static void MapHealth(this WebApplication app)
    {
        Readiness readiness = app.Services.GetRequiredService<Readiness>();
        OperatorGate operators = app.Services.GetRequiredService<OperatorGate>();
        app.MapGet("/health/live", context => Answer.SendAsync(context, StatusCodes.Status200OK, Live)).OpenToAll();
        app.MapGet("/health/ready", context =>
        {
            CanaryScore canaries = app.Services.GetRequiredService<Canaries>().Score;
            string status = !readiness.IsReady ? "starting" : canaries.CriticalFailed.IsEmpty ? "ready" : "not-ready";
            return Answer.SendAsync(
                context,
                status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
                Write(status, operators.IsOperator(context) ? app.Services : null));
        }).OpenToAll();
    }

    /// <summary>The status, with what operators are told when <paramref name="services"/> are given.</summary>
    private static ReadOnlyMemory<byte> Write(string status, IServiceProvider? services)
    {
        ArrayBufferWriter<byte> target = new();
        using Utf8JsonWriter json = new(target);
        json.WriteStartObject();
        json.WriteString("status"u8, status);
        if (services is not null)
        {
            json.WriteString("version"u8, services.GetRequiredService<SafetyCheck>().Drug.Version);
            WriteStore(json, services.GetRequiredService<DecisionStore>(), services.GetRequiredService<DecisionJournal>());
            json.WriteStartObject("breakers"u8);
            foreach ((string server, Polly.CircuitBreaker.CircuitState state) in services.GetRequiredService<FhirServerPipelines>().Breakers)
            {
                json.WriteString(server, state.ToString());
            }

            json.WriteEndObject();
            json.WriteStartObject("keySets"u8);
            foreach ((string client, string keys) in services.GetService<ClientKeyring>()?.States ?? [])
            {
                json.WriteString(client, keys);
            }

            json.WriteEndObject();
            WriteCanaries(json, services.GetRequiredService<Canaries>().Score);
        }

        json.WriteEndObject();
        json.Flush();
        return target.WrittenMemory;
    }

    // A store that is down is said, and does not make the service unready: cards still go out.
    private static void WriteStore(Utf8JsonWriter json, DecisionStore store, DecisionJournal journal)
    {
        StoreState state = journal.State;
        json.WriteStartObject("store"u8);
        json.WriteString("database"u8, store.Database.Name);
        json.WriteString("state"u8, state.Fault ?? "up");
        json.WriteNumber("waiting"u8, journal.Waiting);
        json.WriteNumber("dropped"u8, journal.Dropped);
        json.WriteEndObject();
    }

    private static void WriteCanaries(Utf8JsonWriter json, CanaryScore score)
    {
        json.WriteStartObject("canaries"u8);
        json.WriteNumber("right"u8, score.Right);
        json.WriteNumber("all"u8, score.All);
        json.WriteStartArray("criticalFailed"u8);
        foreach (string precaution in score.CriticalFailed)
        {
            json.WriteStringValue(precaution);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
