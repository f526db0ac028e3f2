using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Stands in for patients: HMAC-SHA256 over client, tenant and patient id, keyed with the site's secret.</summary>
internal sealed class PatientKeys(DecisionSettings settings)
{
    private readonly byte[] _key = [.. settings.PatientKey];

    /// <summary>What is stored in place of the patient.</summary>
    public string HashOf(CallOrigin origin, string patientId) => Convert.ToHexStringLower(Keyed("patient", origin, patientId));

    /// <summary>Seals facts of the patient. Its key is another one than the stored hash: who reads the store cannot unseal them.</summary>
    public FactsSeal SealOf(CallOrigin origin, string patientId) => new([.. Keyed("facts", origin, patientId)]);

    // Lengths go before the texts, so that no two pairs of client and patient read alike.
    private byte[] Keyed(string purpose, CallOrigin origin, string patientId) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{purpose}|{origin.Client.Length}|{origin.Client}|{origin.Tenant.Length}|{origin.Tenant}|{patientId}")));
}
