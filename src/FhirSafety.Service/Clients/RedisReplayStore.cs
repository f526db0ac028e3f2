using System.Buffers.Binary;
using StackExchange.Redis;

namespace FhirSafety.Service.Clients;

/// <summary>Used tokens in a Redis-compatible server, which several instances share.</summary>
internal sealed class RedisReplayStore(string configuration, TimeProvider time) : IReplayStore, IAsyncDisposable
{
    private static readonly RedisKey Prefix = "fhirsafety:used:";

    private readonly Task<ConnectionMultiplexer> _connection = ConnectionMultiplexer.ConnectAsync(Options(configuration));

    /// <summary>Reads a connection string as the driver does.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static ConfigurationOptions Options(string configuration)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(configuration);
        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("No server is named.", nameof(configuration));
        }

        options.AbortOnConnectFail = false; // a server that is not up yet is found once it is
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 1000);
        options.BacklogPolicy = BacklogPolicy.FailFast; // the prescriber is waiting
        return options;
    }

    public async ValueTask<TokenUse> UseAsync(UInt128 token, DateTimeOffset end)
    {
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, token);
        TimeSpan rest = end - time.GetUtcNow();
        try
        {
            ConnectionMultiplexer redis = await _connection;

            // One SET with NX and PX: the set and its expiry cannot come apart.
            return await redis.GetDatabase().StringSetAsync(Prefix.Append(key), "", rest, When.NotExists) ? TokenUse.First : TokenUse.Repeated;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return TokenUse.Unknown;
        }
    }

    public async ValueTask DisposeAsync() => await (await _connection).DisposeAsync();
}
