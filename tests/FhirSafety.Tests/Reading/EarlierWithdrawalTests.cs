using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Reading;

/// <summary>An earlier withdrawal is told by words alone: both the drug's name and the word, in one record.</summary>
public sealed class EarlierWithdrawalTests
{
    [Theory]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"text":"Baclofen withdrawal syndrome"} }""", true)]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"coding":[{"code":"1","display":"Withdrawal from baclofen"}]},"clinicalStatus":{"coding":[{"code":"resolved"}]} }""", true)]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"text":"Drug withdrawal"},"note":[{"text":"after baclofen ran out"}]}""", true)]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"text":"Alcohol withdrawal"} }""", false)]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"text":"Spasticity on baclofen"} }""", false)]
    [InlineData("conditions", """{"resourceType":"Condition","id":"c","code":{"text":"Baclofen withdrawal"},"verificationStatus":{"coding":[{"code":"refuted"}]} }""", false)]
    [InlineData("allergies", """{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"baclofen"},"reaction":[{"manifestation":[{"text":"rash"},{"text":"withdrawal seizure"}]}]}""", true)]
    [InlineData("allergies", """{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"BACLOFEN WITHDRAWAL"} }""", true)]
    [InlineData("allergies", """{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"baclofen"},"reaction":[{"description":"withdrawal after stop"}]}""", true)]
    [InlineData("allergies", """{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"baclofen"} }""", false)]
    public void It_is_told(string key, string record, bool told) => Assert.Equal(told, Recorded.Under(key, record).Patient.HadWithdrawal);
}
