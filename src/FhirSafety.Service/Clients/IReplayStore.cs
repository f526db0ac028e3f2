using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FhirSafety.Service.Clients;

/// <summary>Remembers which tokens have been used, until they expire.</summary>
internal interface IReplayStore
{
    /// <summary>Marks a token as used. Atomic: of many that ask at once, one is the first.</summary>
    /// <param name="token">Its <see cref="KeyOf"/>.</param>
    /// <param name="end">Until when to remember it.</param>
    ValueTask<TokenUse> UseAsync(UInt128 token, DateTimeOffset end);

    /// <summary>Stands for issuer and <c>jti</c>: 16 bytes of a hash, because a <c>jti</c> may be of any length and hold anything.</summary>
    static UInt128 KeyOf(PresentedToken token)
    {
        // No character of a URI is a line feed, so no two pairs read alike.
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Issuer}\n{token.Id}"));
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

/// <summary>Whether a token was used before.</summary>
internal enum TokenUse
{
    /// <summary>It was not.</summary>
    First,

    /// <summary>It was.</summary>
    Repeated,

    /// <summary>Nobody can tell: the store does not answer. Then nobody is let in.</summary>
    Unknown,
}
