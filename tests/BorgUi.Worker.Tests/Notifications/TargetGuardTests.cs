using System.Net;
using BorgUi.Notifications.Senders;

namespace BorgUi.Worker.Tests.Notifications;

public sealed class TargetGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Refuses_what_only_this_machine_its_link_or_a_cloud_can_mean(string address) => Assert.False(TargetGuard.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("192.168.1.10")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("8.8.8.8")]
    [InlineData("fd12::1")]
    [InlineData("2001:db8::1")]
    [InlineData("64:ff9b::808:808")]
    public void Allows_the_networks_of_people_and_the_world(string address) => Assert.True(TargetGuard.Allows(IPAddress.Parse(address)));
}
