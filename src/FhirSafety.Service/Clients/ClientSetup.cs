using System.Collections.Immutable;
using System.Net;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Clients;

/// <summary>Registers who may call.</summary>
internal static class ClientSetup
{
    private const string RedisKey = "ConnectionStrings:Redis";

    public static void AddClients(this WebApplicationBuilder builder, AccessSettings access, SiteSettings site)
    {
        ImmutableArray<Client> clients = ClientReader.Read(builder.Configuration, site.AllowInsecureLoopback);
        ClientRegistry registry = new(clients, access.Required ? null : Client.Development(site.AllowInsecureLoopback));
        builder.Services.AddSingleton(registry).AddSingleton<BrowserOrigins>();
        if (access.Required)
        {
            builder.Services.AddSingleton<KeyServer>().AddSingleton<ClientKeyring>().AddSingleton<ClientGate>();
            builder.Services.AddClientSchemes(registry);
            AddKeyServer(builder.Services);
            AddReplayStore(builder);
        }
    }

    /// <summary>Says at the start what the site's settings leave out.</summary>
    public static void LogWhoMayCall(this WebApplication app)
    {
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FhirSafety.Service");
        foreach (Client client in app.Services.GetRequiredService<ClientRegistry>().All.Where(client => client.NeverSendsMedications))
        {
            logger.MedicationListNever(client.Name);
        }

        foreach ((string precaution, PrecautionMode mode) in app.Services.GetRequiredService<SafetyCheck>().Drug.NotShown)
        {
            logger.NotShown(precaution, mode);
        }

        ClientChecks checks = app.Services.GetRequiredService<ClientChecks>();
        foreach (Client client in app.Services.GetRequiredService<ClientRegistry>().All.Where(client => !client.Policy.IsEmpty))
        {
            foreach ((string precaution, PrecautionMode mode) in checks.Of(client).Drug.NotShown)
            {
                logger.NotShownTo(client.Name, precaution, mode);
            }
        }

        if (!app.Environment.IsDevelopment() && app.Services.GetRequiredService<AccessSettings>().OperatorToken is null)
        {
            logger.NoOperator();
        }
    }

    private static void AddKeyServer(IServiceCollection services) => services
        .AddHttpClient(KeyServer.ClientName)
        .RemoveAllLoggers()
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.AutomaticDecompression = DecompressionMethods.All;
            handler.ActivityHeadersPropagator = null;
        });

    private static void AddReplayStore(WebApplicationBuilder builder)
    {
        if (builder.Configuration.Text(RedisKey) is not { } redis)
        {
            builder.Services.AddSingleton<IReplayStore, MemoryReplayStore>();
            return;
        }

        try
        {
            RedisReplayStore.Options(redis);
        }
        catch (ArgumentException fault)
        {
            // Neither the setting nor the driver's message is shown: they may hold a password.
            throw new StartRefusedException($"{RedisKey} cannot be read. Give host:port,ssl=true,password=... as StackExchange.Redis takes it.", fault);
        }

        builder.Services.AddSingleton<IReplayStore>(services => new RedisReplayStore(redis, services.GetRequiredService<TimeProvider>()));
    }
}
