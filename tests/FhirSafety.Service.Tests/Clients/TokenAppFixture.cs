using System.Net;
using System.Net.Sockets;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>A service with two clients, and a server of an attacker that must never hear anything.</summary>
public sealed class TokenAppFixture : IAsyncDisposable, IDisposable
{
    private readonly TcpListener _attackers = new(IPAddress.Loopback, 0);

    public TokenAppFixture()
    {
        _attackers.Start();
        App = TrustedApp.Start([Ec, Rsa], [Other])
            .With("AllowInsecureLoopback", "true")
            .With("Clients:0:Audiences:0", "urn:example:fixed");
        Http = App.CreateClient();
        Attacks = new Attacks(Ec, Rsa, Other, $"http://{_attackers.LocalEndpoint}/keys");
    }

    internal EhrKey Ec { get; } = EhrKey.Ec("ec");

    internal EhrKey Rsa { get; } = EhrKey.Rsa("rsa");

    internal EhrKey Other { get; } = EhrKey.Rsa("other");

    internal SafetyApp App { get; }

    internal HttpClient Http { get; }

    internal Attacks Attacks { get; }

    /// <summary>Whether anyone has called the attacker's server.</summary>
    internal bool AttackerWasCalled => _attackers.Pending();

    public void Dispose() => _attackers.Dispose();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _attackers.Dispose();
        await App.DisposeAsync();
    }
}
